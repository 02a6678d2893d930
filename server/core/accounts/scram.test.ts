import { pbkdf2Sync } from 'node:crypto'
import { expect, test } from 'vitest'
import { judgeProof, readVerifier, writeVerifier } from './scram.ts'

// The example of RFC 7677 §3.
const SALT = 'W22ZaJ0SNY7soEsUEjb6gQ=='
const NONCE = 'rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0'
const AUTH = `n=user,r=rOprNGfwEbeRWgbNEkqO,r=${NONCE},s=${SALT},i=4096,c=biws,r=${NONCE}`
const PROOF = 'dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ='

const salted = pbkdf2Sync('pencil', Buffer.from(SALT, 'base64'), 4096, 32, 'sha256')
const verifier = readVerifier(writeVerifier(salted, Buffer.from(SALT, 'base64'), 4096))

test('a verifier is written as RFC 5803 has it, and read back', () => {
  expect(verifier).toMatchObject({ iterations: 4096, salt: SALT })
  expect(readVerifier('SCRAM-SHA-1$4096:x$y:z')).toBeNull()
  expect(readVerifier('')).toBeNull()
})

test('the proof of RFC 7677 is right, and answered with its signature', () => {
  if (verifier === null) throw new Error('no verifier')
  expect(judgeProof(verifier, AUTH, PROOF)).toBe('6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=')
})

test('any other proof, message or length is wrong', () => {
  if (verifier === null) throw new Error('no verifier')
  expect(judgeProof(verifier, `${AUTH}x`, PROOF)).toBeNull()
  expect(judgeProof(verifier, AUTH, Buffer.alloc(32).toString('base64'))).toBeNull()
  expect(judgeProof(verifier, AUTH, '')).toBeNull()
  expect(judgeProof(verifier, AUTH, 'AAAA')).toBeNull()
})
