// Reading models, in a file of its own so that it is loaded on its own.
export { read } from '@hlolite/tflite-reader';
export { printModel } from '@hlolite/tflite-schema';
