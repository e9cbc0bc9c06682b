/** Characters of a cell: Excel's own limit. */
export const CELL_MAX = 32_767
