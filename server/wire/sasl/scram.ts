// The server's half of a SCRAM-SHA-256 exchange (RFC 5802 §5): reading what the client says, and what is signed. Pure;
// whether a proof is right is the core's to judge.

export interface ClientFirst {
  readonly name: string
  /** What it asks to act as; '' for itself. */
  readonly authzid: string
  readonly nonce: string
  readonly header: string
  readonly bare: string
}

/** RFC 5802 §5.1: `=2C` is a comma in a name, `=3D` an equals sign. */
const unescapeName = (text: string): string => text.replaceAll('=2C', ',').replaceAll('=3D', '=')

/** Null when it cannot be read, or asks for channel binding, which is not spoken here. */
export const readClientFirst = (text: string): ClientFirst | null => {
  const match = /^([ny],(?:a=([^,]*))?,)(n=([^,]*),r=([!-+\--~]+)(?:,.*)?)$/s.exec(text)
  if (match === null) return null
  const [, header = '', authzid = '', bare = '', name = '', nonce = ''] = match
  if (name === '' || text.length > 1000) return null
  return { header, bare, nonce, name: unescapeName(name), authzid: unescapeName(authzid) }
}

export interface ClientFinal {
  readonly withoutProof: string
  readonly proof: string
}

/** Null when it does not belong to this exchange. `nonce`: the client's and ours together. */
export const readClientFinal = (text: string, first: ClientFirst, nonce: string): ClientFinal | null => {
  const [, withoutProof = '', binding = '', said = '', proof = ''] =
    /^(c=([A-Za-z0-9+/=]+),r=([^,]+)(?:,[^p].*)?),p=([A-Za-z0-9+/=]+)$/s.exec(text) ?? []
  if (proof === '' || said !== nonce) return null
  return Buffer.from(binding, 'base64').toString() === first.header ? { withoutProof, proof } : null
}
