export { read, readSource } from './read.js';
