import { fr } from './fr.ts'

/** Keys of one's own, and the shortcut of the system. */
export const keysText = {
  title: 'Choisir mes touches',
  help: fr(
    'Choisissez une ligne, puis la touche qui la remplacera : une lettre, un chiffre ou « / ». Une touche vaut pour tous les écrans. Échap annule.',
  ),
  change: (does: string, key: string) => fr(`${does} : touche ${key}. Changer.`),
  waiting: 'Appuyez sur la nouvelle touche. Échap annule.',
  pressed: 'Touche ?',
  moved: (does: string, key: string) => fr(`${does} : maintenant la touche ${key}.`),
  taken: (key: string) => fr(`La touche ${key} sert déjà. Déplacez d’abord l’autre.`),
  notAKey: fr('Choisissez une lettre, un chiffre ou « / ».'),
  reset: 'Remettre les touches d’origine',
  global: fr('Ouvrir la recherche depuis n’importe quel logiciel'),
  globalHelp: fr(
    'Ctrl + Alt + D (⌘ + Alt + D sur Mac) ouvre DORA sur une recherche, avec le texte copié. Il n’est lu qu’à cet instant, et n’est gardé nulle part. Si un autre logiciel tient déjà cette combinaison, elle reste à lui.',
  ),
  globalNot: 'Disponible dans l’application installée, pas dans un navigateur.',
} as const
