/**
 * Words with powers of ten set as such: `4.9 × 10^11`, never broken over two lines, and read aloud as
 * "10 to the power of 11".
 */

export function PowerText({ text }: { readonly text: string }) {
  return text
    .replaceAll(' × ', '\u00a0×\u00a0')
    .split(/\^(-?\d+)/)
    .map((part, index) =>
      index % 2 === 0 ? (
        part
      ) : (
        <sup key={`${index} ${part}`}>
          <span className="visually-hidden"> to the power of </span>
          {part}
        </sup>
      ),
    );
}
