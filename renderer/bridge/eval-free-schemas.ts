import { config } from 'zod';

// The page's security policy forbids eval. Zod tries it for speed when a schema is made, so it must be told first:
// import this module before anything of the contract.
config({ jitless: true });
