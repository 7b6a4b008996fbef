/** Opens the help. */
export function HelpButton({ onHelp }: { readonly onHelp: () => void }) {
  return (
    <button
      type="button"
      className="button quiet icon"
      aria-label="Help and keys"
      title="Help and keys (?)"
      onClick={onHelp}
    >
      ?
    </button>
  );
}
