/** What a name means: a parameter or local of the function, a constant, or an object. */
import { constant, local } from '../folding.ts';
import type { Lowering, Site, Value } from './lowering.ts';
import { refuse, refuseName } from '../refusal.ts';
import { didYouMean } from '../suggestion.ts';
import type { Name } from '../syntax.ts';
import { LITERAL, SIGNED_LITERAL, typePhrase } from '../declare/value-type.ts';

/** The value of a name; refuses one that means nothing here, or not on every path. */
export function namedValue(lowering: Lowering, name: Name, site: Site): Value {
  const { activation } = site;
  const parameter = activation.parameters.get(name.name);
  if (parameter !== undefined) return parameter;
  if (activation.assigned.has(name.name)) return assignedValue(lowering, name, site);
  const known = lowering.listings.constants.get(name.name);
  if (known !== undefined) {
    return { expr: constant(known.value), type: known.signed ? SIGNED_LITERAL : LITERAL };
  }
  const object = lowering.object(name.name, site, name.span);
  if (object !== undefined) return object;
  return unknown(lowering, name, site);
}

function assignedValue(lowering: Lowering, name: Name, site: Site): Value {
  const { locals, registers } = site.activation;
  const type = locals.sure.get(name.name);
  const register = registers.get(name.name);
  if (type !== undefined && register !== undefined) return { expr: local(register), type };
  const mixed = locals.mixed.get(name.name);
  if (mixed !== undefined) {
    const [one, other] = mixed;
    return refuse(
      site.owner,
      name.span,
      `${name.name} is ${typePhrase(one)} on one path to this line and ${typePhrase(other)} on another`,
      'use two names for the two',
    );
  }
  if (locals.some.has(name.name)) {
    return refuseName(
      site.owner,
      name.span,
      `nothing is called ${name.name} here on some paths`,
      `${name.name} is assigned on one way to this line and not on another: assign it on both`,
    );
  }
  return unknown(lowering, name, site);
}

function unknown(lowering: Lowering, name: Name, site: Site): never {
  const { activation } = site;
  const near = [
    ...activation.parameters.keys(),
    ...activation.locals.sure.keys(),
    ...lowering.listings.constants.keys(),
    ...lowering.objectNames,
  ];
  return refuseName(
    site.owner,
    name.span,
    `nothing is called ${name.name} here`,
    didYouMean(name.name, near) ?? 'assign it on an earlier line, or make it a parameter',
  );
}
