// Given: a body with CHLO's ops that are structure (implicit broadcasts, scan, ragged_dot). Result: the same in StableHLO, early, so that all
// other passes work on it. What has no form in StableHLO stays, and its row says why (families/chlo).
import type { Operation, Value } from '@hlolite/mlir-parser';
import { StableHloBuilder } from '../../stablehlo-builder.js';
import { type Body, Rewriter } from '../body.js';
import { PREFIX, withoutBroadcasting } from './broadcasts.js';
import { productOfGroups } from './ragged-dot.js';
import { loopOfScan } from './scan.js';

export function writeOutChlo(body: Body): Body {
  const rewriter = new Rewriter();
  const operations = body.operations.flatMap((original) => {
    const carried = rewriter.carry(original);
    const b = new StableHloBuilder(carried);
    const results = writtenOut(carried, b);
    results?.forEach((result, index) => rewriter.replace(carried.results[index] as Value, result));
    return results ? b.operations : [carried];
  });
  return { ...body, operations, results: rewriter.values(body.results) };
}

function writtenOut(operation: Operation, b: StableHloBuilder): readonly Value[] | undefined {
  if (operation.name === 'chlo.scan') return loopOfScan(operation, b);
  if (operation.name === 'chlo.ragged_dot') return productOfGroups(operation, b);
  return operation.name.startsWith(PREFIX) ? withoutBroadcasting(operation, b) : undefined;
}
