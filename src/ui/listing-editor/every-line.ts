/** In place of the name of a function: the editor opens where each line is taken away in turn. */
export const everyLine = '?lines';
