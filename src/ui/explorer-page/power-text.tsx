/** Words with powers of ten set as such: `4.9 × 10^11`. */

export function PowerText({ text }: { readonly text: string }) {
  return text
    .split(/\^(-?\d+)/)
    .map((part, index) => (index % 2 === 0 ? part : <sup key={`${index} ${part}`}>{part}</sup>));
}
