/** Opening hours as structures publish them, in the opening_hours language of OpenStreetMap. */
export const OPENING_HOURS = [
  'Mo-Fr 09:00-12:00,14:00-17:00',
  'Mo-Fr 09:00-12:30,13:30-17:30; PH off',
  'Mo-Th 08:30-12:00,13:30-17:00; Fr 08:30-12:00; PH off',
  'Tu-Sa 09:30-12:30,14:00-18:00',
  'Mo,We,Fr 09:00-12:00',
  'Tu,Th 14:00-18:00',
  'Mo-Fr 10:00-18:00; Sa 10:00-13:00',
  'We 14:00-17:00; Sa 09:00-12:00',
  'Mo 13:30-17:00; Tu-Fr 08:30-12:30,13:30-17:00; PH off',
  'Mo-Su 08:00-20:00',
  'Th 09:00-12:00',
  'Mo-Fr 09:00-12:00; Mo-Fr 14:00-16:30 "sur rendez-vous"',
  '24/7',
  'Tu[1] 09:00-12:00; Tu[3] 09:00-12:00',
  'Sep-Jun Mo-Fr 09:00-17:00; Jul-Aug Mo-Fr 09:00-12:00',
] as const

/** What a structure writes when its hours do not fit the language: shown as it stands, never dropped. */
export const FREE_HOURS = [
  'Sur rendez-vous uniquement, merci d’appeler le matin',
  'Permanence un mardi sur deux, hors vacances scolaires',
  'Variables selon les ateliers : se renseigner à l’accueil',
] as const
