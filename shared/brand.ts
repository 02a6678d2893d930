// Branded primitives: two ids that are both numbers cannot be swapped by mistake.

export type Brand<T, Name extends string> = T & { readonly __brand: Name }
