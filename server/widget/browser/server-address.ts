/** Address of the server that this script came from, with a final « / ». */
export const SERVER = new URL('../../', import.meta.url).href
