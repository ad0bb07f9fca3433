// The main job as one function: a StableHLO program becomes the bytes of a .tflite file.
import type { Diagnostic } from '@hlolite/diagnostics';
import type { Module } from '@hlolite/mlir-parser';
import { type LowerOptions, lower } from '@hlolite/op-lowering';
import { readProgram } from '@hlolite/stablehlo';
import type { ByteSource, Safetensors } from '@hlolite/tensor';
import type { Model } from '@hlolite/tflite-schema';
import { type FileChunks, write, writeChunks } from '@hlolite/tflite-writer';
import { bindSignature, type ProgramSignature } from './signature.js';
import { PRODUCER } from './version.js';

export interface ConvertOptions extends Omit<LowerOptions, 'parameters' | 'inputNames' | 'outputNames' | 'report'> {
  /** What messages call the program; `program.mlir` when absent. */
  readonly name?: string;
  /** Tensors for the arguments that are parameters, and the signature that says which are. */
  readonly weights?: Safetensors;
  readonly signature?: ProgramSignature;
}

/** A converted program: the model, what was said of it, and its file. */
export interface Conversion {
  readonly model: Model;
  /** Warnings; errors are thrown. */
  readonly diagnostics: readonly Diagnostic[];
  /** The file, whole. */
  readonly bytes: () => Uint8Array;
  /** The file as a stream: weights pass through from where they are, by way of `buffer` where one is given (see `StreamOptions`). */
  readonly chunks: (buffer?: Uint8Array) => FileChunks;
}

/**
 * Converts a StableHLO program to a LiteRT model: MLIR text, MLIR bytecode or a portable artifact, told apart by the bytes.
 * @throws CompileError with everything that is wrong with the program.
 * @example const { bytes } = convert(text, { customOpPolicies: { 'my.op': { policy: 'custom' } } });
 */
export const convert = (program: string | Uint8Array | ByteSource, options: ConvertOptions = {}): Conversion =>
  convertModule(readProgram(program, { name: options.name ?? 'program.mlir' }), options);

/**
 * Converts a program that has been read already, by `readProgram` or `parse`.
 * @throws CompileError as `convert`
 */
export function convertModule(module: Module, options: Omit<ConvertOptions, 'name'> = {}): Conversion {
  const { weights, signature, ...rest } = options;
  const diagnostics: Diagnostic[] = [];
  const bound = signature ? bindSignature(signature, weights) : {};
  const model = lower(module, { ...rest, ...bound, report: (diagnostic) => diagnostics.push(diagnostic) });
  return {
    model,
    diagnostics,
    bytes: () => write(model, { producer: PRODUCER }),
    chunks: (buffer) => writeChunks(model, { producer: PRODUCER, ...(buffer && { buffer }) }),
  };
}
