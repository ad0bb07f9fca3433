// `hlolite convert`: many programs in one process, each to a .tflite.
import { mkdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CompileError, type Diagnostic } from '@hlolite/diagnostics';
import { type PolicyChoice, parsePolicy } from '@hlolite/op-lowering';
import { readSafetensors } from '@hlolite/tensor';
import { type ConvertOptions, convert } from '../convert.js';
import { fileSource, ioError, openInput, readInput, STANDARD, writeOutput } from '../files.js';
import { isProgram, notAProgram } from '../input-kind.js';
import { operatorCounts } from '../operator-counts.js';
import { readSignature } from '../signature.js';
import { counted, diagnosticsToJson, humanBytes, print, progress, showDiagnostics } from '../terminal.js';
import { UsageError } from '../usage-error.js';

export interface ConvertFlags {
  readonly output?: string;
  readonly outDir?: string;
  readonly weights?: string;
  readonly signature?: string;
  readonly customOp: readonly string[];
  readonly customOpAttr: readonly string[];
  readonly keepGoing?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

interface Outcome {
  readonly input: string;
  readonly output: string;
  readonly ok: boolean;
  readonly milliseconds: number;
  readonly bytes?: number;
  readonly operators?: Readonly<Record<string, number>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** @returns the exit code: 0 when every program was converted, else 1 */
export async function convertCommand(inputs: readonly string[], flags: ConvertFlags): Promise<number> {
  const outputs = outputPaths(inputs, flags);
  const options = convertOptions(flags);
  const outcomes: Outcome[] = [];
  for (const [index, input] of inputs.entries()) {
    if (!flags.quiet && !flags.json) progress(`${index + 1}/${inputs.length} ${input}`);
    const outcome = await convertOne(input, outputs[index] as string, options);
    progress('');
    outcomes.push(outcome);
    if (!flags.json) report(outcome, flags);
    if (!outcome.ok && !flags.keepGoing) break;
  }
  if (flags.json)
    print(
      JSON.stringify(
        outcomes.map((outcome) => ({ ...outcome, diagnostics: diagnosticsToJson(outcome.diagnostics) })),
        null,
        2,
      ),
    );
  return outcomes.every((outcome) => outcome.ok) ? 0 : 1;
}

async function convertOne(input: string, output: string, options: () => Omit<ConvertOptions, 'name'>): Promise<Outcome> {
  const start = performance.now();
  const outcome = { input, output, ok: false, milliseconds: 0 };
  try {
    const name = input === STANDARD ? 'standard input' : input;
    const { kind, source } = openInput(input);
    if (!isProgram(kind)) notAProgram(kind, name);
    const conversion = convert(source, { ...options(), name });
    const file = conversion.chunks();
    await writeOutput(output, file);
    const milliseconds = Math.round((performance.now() - start) * 10) / 10;
    return {
      ...outcome,
      ok: true,
      milliseconds,
      bytes: file.size,
      operators: operatorCounts(conversion.model),
      diagnostics: conversion.diagnostics,
    };
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    return { ...outcome, milliseconds: Math.round(performance.now() - start), diagnostics: error.diagnostics };
  }
}

function report({ input, output, ok, bytes = 0, operators = {}, milliseconds, diagnostics }: Outcome, flags: ConvertFlags): void {
  showDiagnostics(flags.quiet ? diagnostics.filter((diagnostic) => diagnostic.severity === 'error') : diagnostics);
  if (!ok || flags.quiet || output === STANDARD) return;
  const total = Object.values(operators).reduce((sum, count) => sum + count, 0);
  const custom = Object.keys(operators).filter((name) => name.startsWith('CUSTOM('));
  print(
    `${input} → ${output}: ${counted(total, 'op')}${custom.length > 0 ? ` (with ${custom.join(', ')})` : ''}, ${humanBytes(bytes)}, ${milliseconds} ms`,
  );
}

/** Where each input goes. Two inputs for one output are a mistake that is found before anything is written. */
function outputPaths(inputs: readonly string[], { output, outDir, json }: ConvertFlags): string[] {
  if (output !== undefined && outDir !== undefined) throw new UsageError('give -o or --out-dir, not both');
  if (output !== undefined && inputs.length > 1) throw new UsageError('-o names one file; with several inputs give --out-dir');
  if (output === STANDARD && json) throw new UsageError('--json prints to standard output, where -o - puts the model');
  if (output === undefined && outDir === undefined && inputs.includes(STANDARD))
    throw new UsageError('with standard input (-), name the output with -o');
  const paths = inputs.map(
    (input) =>
      output ?? (outDir === undefined ? tfliteName(input) : join(outDir, basename(tfliteName(input === STANDARD ? 'model' : input)))),
  );
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) throw new UsageError(`two inputs would both become ${twice}`);
  return paths;
}

const tfliteName = (input: string) => `${input.replace(/\.(mlir|mlirbc|bc|txt)$/, '')}.tflite`;

/** The options for every input. Files are opened, and mistakes in them reported, with the first input. */
function convertOptions(flags: ConvertFlags): () => Omit<ConvertOptions, 'name'> {
  const customOpPolicies = Object.fromEntries(flags.customOp.map(policyFlag));
  const customOpAttributes: Record<string, Record<string, number | boolean | string>> = {};
  for (const flag of flags.customOpAttr) {
    const { target, name, value } = attributeFlag(flag);
    customOpAttributes[target] = { ...customOpAttributes[target], [name]: value };
  }
  if (flags.weights !== undefined && flags.signature === undefined)
    throw new UsageError('--weights needs --signature, which says which argument is which tensor');
  let files: Pick<ConvertOptions, 'weights' | 'signature'> | undefined;
  return () => {
    if (flags.outDir !== undefined) makeFolder(flags.outDir);
    files ??= {
      ...(flags.signature !== undefined && {
        signature: readSignature(new TextDecoder().decode(readInput(flags.signature)), flags.signature),
      }),
      ...(flags.weights !== undefined && { weights: readSafetensors(fileSource(flags.weights)) }),
    };
    return { ...files, customOpPolicies, customOpAttributes };
  };
}

function makeFolder(path: string): void {
  try {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) mkdirSync(path, { recursive: true });
  } catch (error) {
    ioError('create', path, error);
  }
}

/** `TARGET=POLICY[:CODE]` */
function policyFlag(flag: string): [string, PolicyChoice] {
  const equals = flag.indexOf('=');
  if (equals < 1) throw new UsageError(`--custom-op takes TARGET=POLICY[:CODE] (was ${flag})`);
  return [flag.slice(0, equals), parsePolicy(flag.slice(equals + 1), { label: `--custom-op ${flag}` })];
}

/** `TARGET.NAME=VALUE`; the target may have dots, the name has none. */
function attributeFlag(flag: string): { target: string; name: string; value: number | boolean | string } {
  const match = /^(.+)\.([^.=]+)=(.*)$/s.exec(flag);
  if (!match) throw new UsageError(`--custom-op-attr takes TARGET.NAME=VALUE (was ${flag})`);
  const [, target, name, text] = match as unknown as [string, string, string, string];
  return { target, name, value: flagValue(text) };
}

function flagValue(text: string): number | boolean | string {
  if (text === 'true' || text === 'false') return text === 'true';
  return text.trim() !== '' && !Number.isNaN(Number(text)) ? Number(text) : text;
}
