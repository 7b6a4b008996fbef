/** The draft as a scenario file: to be copied or downloaded; and another one read, picked, dropped or pasted. */
import { type DragEvent, useId, useRef, useState } from 'react';
import { fileName, fileText } from '../../store/sandbox/scenario-text.ts';
import { useSandbox, useSandboxActions } from './sandbox-context.ts';
import { closeDialog, DialogHead, openDialog, SandboxDialog } from './sandbox-dialog.tsx';

const DIALOG = 'sandbox-file';

export function openFileDialog(): void {
  openDialog(DIALOG);
}

export function FileDialog() {
  return (
    <SandboxDialog id={DIALOG}>
      <FileForm />
    </SandboxDialog>
  );
}

function FileForm() {
  const draft = useSandbox((state) => state.history.draft);
  const message = useSandbox((state) => state.message);
  const { read, say } = useSandboxActions();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const id = useId();
  const file = fileText(draft);

  const take = (from: string, name?: string): void => {
    setTried(true);
    if (read(from, name)) closeDialog(DIALOG);
  };
  const takeFile = (files: FileList | null): void => {
    const [one] = files ?? [];
    if (one !== undefined) void one.text().then((found) => take(found, one.name));
  };
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(file);
      say('Copied the file. `npm run run -- --file` and `explore --file` take it.');
    } catch {
      say('The clipboard is refused here: select the text and copy it.');
    }
  };
  const download = (): void => {
    const address = URL.createObjectURL(new Blob([file], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = fileName(draft);
    link.click();
    URL.revokeObjectURL(address);
    say(`Downloaded ${fileName(draft)}.`);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    takeFile(event.dataTransfer.files);
  };
  return (
    <div className="dialog-body" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <DialogHead dialog={DIALOG} title="Scenario file" />
      <section aria-label="Export">
        <div className="dialog-row">
          <h3>{fileName(draft)}</h3>
          <button type="button" className="button" onClick={download}>
            Download
          </button>
          <button type="button" className="button" onClick={() => void copy()}>
            Copy
          </button>
        </div>
        <textarea
          className="dialog-file"
          aria-label="The scenario as a file"
          rows={10}
          readOnly
          value={file}
        />
      </section>
      <section aria-label="Import">
        <div className="dialog-row">
          <h3>
            <label htmlFor={`${id}-text`}>Read another one</label>
          </h3>
          <input
            ref={picker}
            type="file"
            accept=".json,application/json"
            className="visually-hidden"
            tabIndex={-1}
            aria-label="Scenario file to read"
            onChange={(event) => {
              takeFile(event.target.files);
              event.target.value = '';
            }}
          />
          <button type="button" className="button" onClick={() => picker.current?.click()}>
            Choose a file…
          </button>
          <button
            type="button"
            className="button"
            onClick={() => {
              take(text);
            }}
          >
            Read the text
          </button>
        </div>
        <textarea
          id={`${id}-text`}
          className="dialog-text"
          value={text}
          rows={5}
          spellCheck={false}
          placeholder="Paste a scenario file here, or drop one anywhere on this window."
          aria-describedby={`${id}-error`}
          onChange={(event) => {
            setText(event.target.value);
            setTried(false);
          }}
        />
        <p id={`${id}-error`} className="bad dialog-error" role="alert">
          {tried && message?.isBad === true ? message.text : ''}
        </p>
      </section>
    </div>
  );
}
