// Under ESM, Jest hands `jest` to modules through import.meta only; as a global it matches its type declarations.
globalThis.jest = import.meta.jest;
