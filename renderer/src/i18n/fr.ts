/**
 * French spacing of a sentence written with plain spaces: narrow no-break spaces before « : ; ? ! % » and inside « ».
 * `fr('Déjà inscrit ? Cherchez « Relais ».')`
 */
export const fr = (text: string): string => text.replace(/ ([:;?!%»])/g, '\u202f$1').replace(/« /g, '«\u202f')
