/**
 * Knows what a step depends on. The machine works on one view of bytes, so whoever hands it a view
 * that notes every access learns which bytes decided about the step: with the same bytes there, the
 * step is the same, whatever the rest of the state holds.
 */

/** Makes the view that the machine works through. */
export type MakeView = (bytes: ArrayBuffer) => DataView;

export const plainView: MakeView = (bytes) => new DataView(bytes);

/** Told the offset and the number of bytes of every access, stores included. */
export type NoteAccess = (offset: number, bytes: number) => void;

/** A view that tells. A store counts as an access, because what it replaces is part of its effect. */
export function recordingView(bytes: ArrayBuffer, note: NoteAccess): DataView {
  const plain = new DataView(bytes);
  const noted =
    <R>(width: number, access: (offset: number, little?: boolean) => R) =>
    (offset: number, little?: boolean): R => {
      note(offset, width);
      return access.call(plain, offset, little);
    };
  const notedStore =
    <V>(width: number, store: (offset: number, value: V, little?: boolean) => void) =>
    (offset: number, value: V, little?: boolean): void => {
      note(offset, width);
      store.call(plain, offset, value, little);
    };
  return Object.assign(new DataView(bytes), {
    getUint8: noted(1, plain.getUint8),
    getUint16: noted(2, plain.getUint16),
    getUint32: noted(4, plain.getUint32),
    getInt32: noted(4, plain.getInt32),
    getBigUint64: noted(8, plain.getBigUint64),
    getBigInt64: noted(8, plain.getBigInt64),
    setUint8: notedStore(1, plain.setUint8),
    setUint16: notedStore(2, plain.setUint16),
    setUint32: notedStore(4, plain.setUint32),
    setBigUint64: notedStore(8, plain.setBigUint64),
  });
}
