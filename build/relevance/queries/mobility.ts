import type { Judged } from '../judgement.ts'

/** Getting about, the largest part of the real rows: many services with nearly the same name, which only words tell apart. */

const PERMIS: Judged['notes'] = [
  { note: 3, nom: /permis|auto[- ]?ecole|code de la route/, sauf: /sans permis|post permis|professionnel permis/ },
  {
    note: 2,
    texte: /permis de conduire|passage du permis|auto[- ]?ecole|code de la route|obtention du permis/,
    sauf: /sans permis/,
  },
  { note: 1, texte: /\bpermis b\b|conduite|conduire/ },
]
const CODE: Judged['notes'] = [
  { note: 3, nom: /code de la route|\bcode\b|pre-?code|integracode|kezacode/, sauf: /rousseau/ },
  { note: 2, nom: /permis|auto[- ]?ecole/, texte: /\bcode\b/ },
  { note: 2, texte: /code de la route/ },
  { note: 1, nom: /permis|auto[- ]?ecole/ },
]
const REPARER: Judged['notes'] = [
  {
    note: 3,
    nom: /garage|repar|mecan|entretien|depann/,
    texte: /vehicule|voiture|automobile|garage|mecan/,
    sauf: /velo|trottinette|linge/,
  },
  { note: 2, nom: /^reparations?$|reparations? et entretien/ },
  { note: 2, texte: /(repar|entretien).{0,40}(vehicule|voiture|automobile)/ },
  { note: 1, nom: /repar|vehicule|voiture/, sauf: /velo/ },
]
const LOUER: Judged['notes'] = [
  {
    note: 3,
    nom: /(locat|louer|pret\b|mise a disposition).{0,40}(voiture|vehicule|automobile)/,
    sauf: /voiturette|equipe|refugi/,
  },
  {
    note: 3,
    nom: /^location( solidaire)?$|location solidaire|(voiture|vehicule).{0,40}mise a disposition/,
    texte: /voiture|vehicule/,
  },
  { note: 2, nom: /locat|louer|pret\b|mise a disposition/, texte: /voiture|vehicule|roues/, sauf: /velo|equipe/ },
  { note: 2, texte: /(locat|pret|mise a disposition).{0,40}(voiture|vehicule)/ },
  { note: 1, nom: /voiture|vehicule|^location$/ },
]

export const MOBILITY: readonly Judged[] = [
  { mots: 'permis', notes: PERMIS },
  { mots: 'permi de conduir', notes: PERMIS },
  {
    mots: 'passer le permis pas cher',
    notes: [
      {
        note: 3,
        nom: /permis|auto[- ]?ecole/,
        texte: /social|solidaire|reduit|financ|aide|euro|gratuit|insertion|bourse|associat/,
        sauf: /sans permis/,
      },
      { note: 2, nom: /permis|auto[- ]?ecole/, sauf: /sans permis/ },
      { note: 2, texte: /(financ|aide).{0,60}permis|permis.{0,60}(financ|aide)/ },
      { note: 1, texte: /permis de conduire|passage du permis/ },
    ],
  },
  { mots: 'code de la route', notes: CODE },
  { mots: 'apprendre le code', notes: CODE },
  {
    mots: 'auto école sociale',
    notes: [
      { note: 3, nom: /auto[- ]?ecole/ },
      { note: 2, texte: /auto[- ]?ecole/ },
      { note: 2, nom: /permis|code de la route/ },
      { note: 1, texte: /permis|conduite/ },
    ],
  },
  {
    mots: 'financer le permis',
    notes: [
      { note: 3, nom: /(aide|financ|cpf|aif|euro|bourse).{0,60}permis|permis.{0,40}(euro|financ)/ },
      { note: 3, texte: /(financ|prise en charge|aide|bourse).{0,80}permis de conduire/ },
      { note: 2, nom: /aide.{0,20}mobilite|aides? financier|micro-?credit|fonds? d'aide aux jeunes/ },
      { note: 2, nom: /permis|auto[- ]?ecole/, sauf: /sans permis/ },
      { note: 1, texte: /permis/ },
    ],
  },
  { mots: 'réparer ma voiture', notes: REPARER },
  {
    mots: 'garage solidaire',
    notes: [{ note: 3, nom: /garage/ }, ...REPARER.map((rule) => ({ ...rule, note: rule.note === 3 ? 2 : rule.note }) as const)],
  },
  { mots: 'voiture en panne', notes: REPARER },
  { mots: 'location de voiture', notes: LOUER },
  { mots: 'louer une voiture pas cher', notes: LOUER },
  { mots: 'locaton voiture', notes: LOUER },
  {
    mots: 'acheter une voiture d’occasion',
    notes: [
      { note: 3, nom: /(achat|achet|acquer|acquisition|vente|vendre).{0,50}(vehicule|voiture|automobile)/ },
      { note: 2, nom: /^achat$|achat|acquer|vente/, texte: /vehicule|voiture/, sauf: /velo|ligne/ },
      { note: 2, texte: /(achat|acquisition|vente).{0,40}(vehicule|voiture)/ },
      { note: 1, nom: /micro-?credit|vehicule|voiture|^achat$/ },
    ],
  },
  {
    mots: 'scooter',
    notes: [
      { note: 3, nom: /scooter|mobylette|cyclomoteur|(2|deux) roues/ },
      { note: 2, texte: /scooter|cyclomoteur|mobylette|deux[- ]roues|2[- ]roues/ },
      { note: 1, nom: /location|mise a disposition/, texte: /roues|vehicule/ },
    ],
  },
  {
    mots: 'vélos',
    notes: [
      { note: 3, nom: /velo|bicyclette|\bvae\b|biclou/ },
      { note: 2, texte: /velo|bicyclette/ },
      { note: 1, texte: /mobilite douce|modes doux/ },
    ],
  },
  {
    mots: 'apprendre à faire du vélo',
    notes: [
      { note: 3, nom: /velo[- ]ecole|apprent.{0,25}velo|apprendre.{0,25}velo|circuler.{0,15}velo/ },
      { note: 2, texte: /(apprent|apprendre|remise en selle).{0,60}velo/ },
      { note: 1, nom: /velo/ },
    ],
  },
  {
    mots: 'réparation vélo',
    notes: [
      { note: 3, nom: /(repar|atelier|recycl).{0,25}velo|biclou/, sauf: /apprent/ },
      { note: 2, texte: /(repar|entret).{0,50}velo|velo.{0,30}repar/ },
      { note: 1, nom: /velo/ },
    ],
  },
  {
    mots: 'covoiturage',
    notes: [
      { note: 3, nom: /co[- ]?voitur/ },
      { note: 2, texte: /co[- ]?voitur/ },
      { note: 1, nom: /transport (solidaire|a la demande)|transportez/ },
    ],
  },
  {
    mots: 'transport à la demande',
    notes: [
      { note: 3, nom: /(transport|deplacement).{0,15}a la demande|\btad\b/ },
      { note: 2, nom: /transport|navette/ },
      { note: 2, texte: /transport a la demande/ },
      { note: 1, texte: /transport/ },
    ],
  },
  {
    mots: 'chauffeur bénévole pour personne âgée',
    notes: [
      { note: 3, nom: /transport|deplacement|mobil/, texte: /benevol|age|senior|solidaire/, sauf: /velo|scooter|vehicule/ },
      { note: 2, texte: /(transport|accompagn|deplac).{0,120}(agee|senior)|(agee|senior).{0,120}(transport|deplac)/ },
      { note: 1, nom: /transport|senior/ },
    ],
  },
  {
    mots: 'tarif réduit transports en commun',
    notes: [
      {
        note: 3,
        nom: /pass transport|tarif.{0,20}(transport|fluo)|solidarite transport|transports? en commun|navettes? gratuite/,
      },
      { note: 2, texte: /(reduc|gratuit|tarif).{0,80}transports?|transports?.{0,80}(reduc|gratuit|tarif)/ },
      { note: 1, nom: /transport/ },
    ],
  },
  {
    mots: 'micro crédit',
    notes: [
      { note: 3, nom: /micro-? ?credit/ },
      { note: 2, texte: /micro-? ?credit/ },
      { note: 1, nom: /pret\b|credit|financ|budget/ },
    ],
  },
  {
    mots: 'bilan mobilité',
    notes: [
      { note: 3, nom: /(bilan|diagnosti[ck]?).{0,30}mobilite/ },
      {
        note: 2,
        nom: /bilan de competences? (mobilite|permis)|accompagnement.{0,20}mobilite|conseil.{0,20}mobilite|plateforme.{0,5} (de )?mobilite/,
      },
      { note: 2, texte: /(bilan|diagnostic).{0,25}mobilite/ },
      { note: 1, nom: /mobilite/ },
    ],
  },
  {
    mots: 'aide pour aller à un entretien d’embauche en transport',
    notes: [
      {
        note: 3,
        nom: /aide.{0,15}mobilite|deplacement|mobilite.{0,25}(recherche|emploi|embauche)/,
        texte: /emploi|entretien|embauche/,
      },
      { note: 3, texte: /entretien.{0,10} d'?embauche/, besoin: /mobilite/ },
      { note: 2, nom: /transport|mobilite|deplacement/, texte: /emploi/ },
      { note: 1, nom: /transport|mobilite|location|entretien/ },
    ],
  },
  {
    mots: 'voiture sans permis',
    notes: [
      { note: 3, nom: /voiturette|sans permis/ },
      { note: 2, texte: /voiturette|sans permis|vsp/ },
      { note: 1, nom: /location|mise a disposition/, texte: /voiture|vehicule/ },
    ],
  },
  {
    mots: 'carte mobilité inclusion',
    notes: [
      { note: 3, nom: /carte mobilite/ },
      { note: 2, texte: /carte mobilite|carte (d'invalidite|de stationnement)/ },
      { note: 1, texte: /mdph|handicap/, besoin: /mobilite|handicap/ },
    ],
  },
]
