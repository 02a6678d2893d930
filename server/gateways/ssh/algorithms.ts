// What we offer in the key exchange. Our loop pays for it: x25519 costs 0.2 ms, the large Diffie-Hellman groups that
// ssh2 offers by default cost up to 23 ms each and could be asked for at will (CVE-2002-20001). ssh2 itself adds
// kex-strict-s-v00@openssh.com, the answer to Terrapin (CVE-2023-48795).

import type { Algorithms } from 'ssh2'

export const ALGORITHMS: Algorithms = {
  kex: ['curve25519-sha256', 'curve25519-sha256@libssh.org', 'ecdh-sha2-nistp256'],
  serverHostKey: ['ssh-ed25519'],
  cipher: [
    'chacha20-poly1305@openssh.com',
    'aes256-gcm@openssh.com',
    'aes128-gcm@openssh.com',
    'aes256-ctr',
    'aes128-ctr',
  ],
  hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512'],
  compress: ['none'],
}
