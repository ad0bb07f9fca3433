// The flags that say how a program is converted, shared by the commands that convert one.
import { basename, dirname, join } from 'node:path';
import { type PolicyChoice, parsePolicy, parseRecognise, type WeightRule, weightFormats } from '@hlolite/op-lowering';
import { readSafetensors, readShardedSafetensors, type Safetensors } from '@hlolite/tensor';
import type { ConvertOptions } from './convert.js';
import { fileSource, openInput, readInput, STANDARD } from './files.js';
import { readSignature } from './signature.js';
import { showRewrite } from './terminal.js';
import { UsageError } from './usage-error.js';
import { loadCustomOps } from './user-modules.js';

export interface ConversionFlags {
  readonly weights?: string;
  readonly signature?: string;
  readonly customOp?: readonly string[];
  readonly customOpAttr?: readonly string[];
  /** Custom ops to find where the program writes them out: NAME=POLICY. */
  readonly recognise?: readonly string[];
  /** Modules that define custom ops. */
  readonly customOps?: readonly string[];
  /** Leaves out rewrites that may change the last bits of results. */
  readonly exact?: boolean;
  /** Shows each rewrite of the optimizer that fires. */
  readonly trace?: boolean;
  readonly weightsAs?: readonly string[];
  readonly weightsAtLeast?: number;
  readonly strict?: boolean;
}

/** The options for every input. Weights and signature are opened, and mistakes in them reported, with the first input. */
export async function conversionOptions(flags: ConversionFlags): Promise<() => Omit<ConvertOptions, 'name'>> {
  const customOpPolicies = Object.fromEntries((flags.customOp ?? []).map(policyFlag));
  const customOpAttributes: Record<string, Record<string, number | boolean | string>> = {};
  for (const flag of flags.customOpAttr ?? []) {
    const { target, name, value } = attributeFlag(flag);
    customOpAttributes[target] = { ...customOpAttributes[target], [name]: value };
  }
  const weightsAs = (flags.weightsAs ?? []).map((flag) => weightsFlag(flag, flags.weightsAtLeast));
  if (flags.weightsAtLeast !== undefined && weightsAs.length === 0) throw new UsageError('--weights-at-least needs --weights-as');
  const recognise = Object.assign({}, ...(flags.recognise ?? []).map(parseRecognise));
  if (flags.weights !== undefined && flags.signature === undefined)
    throw new UsageError('--weights needs --signature, which says which argument is which tensor');
  const customOps = await loadCustomOps(flags.customOps);
  let files: Pick<ConvertOptions, 'weights' | 'signature'> | undefined;
  return () => {
    files ??= {
      ...(flags.signature !== undefined && {
        signature: readSignature(new TextDecoder().decode(readInput(flags.signature)), flags.signature),
      }),
      ...(flags.weights !== undefined && { weights: readWeights(flags.weights) }),
    };
    return {
      ...files,
      customOps,
      customOpPolicies,
      customOpAttributes,
      recognise,
      exact: flags.exact ?? false,
      strict: flags.strict ?? false,
      ...(weightsAs.length > 0 && { weightsAs }),
      ...(flags.trace && { trace: showRewrite }),
    };
  };
}

/** A .safetensors file, or the index of several that stand beside it: the bytes tell. */
function readWeights(path: string): Safetensors {
  const { kind, source } = openInput(path);
  if (kind !== 'text' || path === STANDARD) return readSafetensors(source, path);
  return readShardedSafetensors(readInput(path), basename(path), (file) => fileSource(join(dirname(path), file)));
}

/** `[NAMES=]FORMAT`; the names may have an equals sign, the format has none. */
function weightsFlag(flag: string, atLeast: number | undefined): WeightRule {
  const equals = flag.lastIndexOf('=');
  const format = flag.slice(equals + 1);
  const as = [...weightFormats, 'keep' as const].find((each) => each === format);
  if (!as) throw new UsageError(`--weights-as takes [NAMES=]FORMAT, with ${weightFormats.join(', ')} or keep (was ${flag})`);
  return { as, ...(equals > 0 && { names: flag.slice(0, equals) }), ...(atLeast !== undefined && { atLeast }) };
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
