/** Made by scripts/compiled-programs.mjs. */
declare module 'virtual:compiled-programs' {
  export const catalogue: import('../kernel/scenario-library.ts').Catalogue;
  /** Folder of the program files, relative to the page. */
  export const folder: string;
}
