// What reads the binary forms of programs, in a file of its own so that it is loaded on its own.
export { readProgram } from '@hlolite/stablehlo';
