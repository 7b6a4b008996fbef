/** Takes the matrix along: as a picture, or as a table of text. */
import { useState } from 'react';
import { type MatrixFiles, matrixFiles } from '../../store/matrix/matrix-files.ts';
import type { MatrixTable } from '../../kernel/matrix/matrix-table.ts';

type MatrixPicture = ReturnType<MatrixFiles['picture']>;

export function MatrixExport({
  table,
  isDone,
}: {
  readonly table: MatrixTable;
  /** Whether every cell is known. */
  readonly isDone: boolean;
}) {
  const [said, say] = useState('');
  const download = (blob: Blob, name: string): void => {
    const address = URL.createObjectURL(blob);
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    URL.revokeObjectURL(address);
    say(`Downloaded ${name}.`);
  };
  const takePng = async (): Promise<void> => {
    const png = await pngOf(matrixFiles(table).picture());
    if (png === undefined) say('This browser can not draw the picture. Take the SVG instead.');
    else download(png, 'pinscope-matrix.png');
  };
  return (
    <div className="matrix-export">
      <button
        type="button"
        className="button"
        disabled={!isDone}
        onClick={() => {
          download(svgBlob(matrixFiles(table).picture()), 'pinscope-matrix.svg');
        }}
      >
        SVG
      </button>
      <button type="button" className="button" disabled={!isDone} onClick={() => void takePng()}>
        PNG
      </button>
      <button
        type="button"
        className="button"
        disabled={!isDone}
        onClick={() => {
          download(
            new Blob([matrixFiles(table).markdown()], { type: 'text/markdown' }),
            'pinscope-matrix.md',
          );
        }}
      >
        Markdown
      </button>
      <span role="status">{said}</span>
    </div>
  );
}

function svgBlob({ svg }: MatrixPicture): Blob {
  return new Blob([svg], { type: 'image/svg+xml' });
}

/** Twice as fine as the picture is large; undefined where the browser refuses. */
async function pngOf({ width, height, svg }: MatrixPicture): Promise<Blob | undefined> {
  try {
    const image = new Image(width, height);
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * 2;
    canvas.height = height * 2;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((settle) => {
      canvas.toBlob((blob) => {
        settle(blob ?? undefined);
      });
    });
  } catch {
    return undefined;
  }
}
