/** Words with powers of ten set as such: `4.9 × 10^11`, never broken over two lines. */

export function PowerText({ text }: { readonly text: string }) {
  return text
    .replaceAll(' × ', '\u00a0×\u00a0')
    .split(/\^(-?\d+)/)
    .map((part, index) => (index % 2 === 0 ? part : <sup key={`${index} ${part}`}>{part}</sup>));
}
