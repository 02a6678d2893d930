/* Preloaded into the load generator: every octet that is read is acknowledged at once. A server that writes an answer in
 * pieces without TCP_NODELAY would otherwise be measured by how long the kernel puts an ACK off (some 40 ms), and not by
 * its own work. Node offers no way to set TCP_QUICKACK. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

ssize_t read(int fd, void *buffer, size_t size) {
  static ssize_t (*real)(int, void *, size_t);
  if (real == NULL) real = (ssize_t(*)(int, void *, size_t))dlsym(RTLD_NEXT, "read");
  ssize_t count = real(fd, buffer, size);
  if (count > 0) {
    int one = 1;
    int before = errno;
    setsockopt(fd, IPPROTO_TCP, TCP_QUICKACK, &one, sizeof one);
    errno = before;
  }
  return count;
}
