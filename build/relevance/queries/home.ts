import type { Judged } from '../judgement.ts'

/** Housing, money, food, family, papers. */

const ABRI: Judged['notes'] = [
  {
    note: 3,
    nom: /hebergement.{0,25}(urgence|reinsertion|prise en charge)|urgence.{0,20}hebergement|mettre a l'abri|asile de nuit|logements? temporaire|veille sociale|accueil et hebergement/,
  },
  {
    note: 3,
    texte: /hebergement d'urgence|sans abri|\bsdf\b|mise a l'abri|\bchrs\b/,
    sauf: /accompagnement vers|plateforme|fsl/,
  },
  {
    note: 2,
    nom: /hebergement|pension de famille|accueil de jour|foyer/,
    sauf: /handicap|loisirs|sans hebergement|hebergement orientation/,
  },
  { note: 1, nom: /logement/ },
]
const ALIMENT: Judged['notes'] = [
  { note: 3, nom: /aliment|epicerie|nourriture|frigo|repas\b|nutri/, sauf: /scolaire|portage/ },
  { note: 2, texte: /aide alimentaire|distribution alimentaire|colis|epicerie (sociale|solidaire)|denrees|bons? alimentaires?/ },
  { note: 1, texte: /alimentaire|caritati/ },
]
const DETTES: Judged['notes'] = [
  { note: 3, nom: /surendett|dettes?\b|point conseil budget/ },
  { note: 3, texte: /surendett/ },
  { note: 2, nom: /budget/, sauf: /voiture/ },
  { note: 2, texte: /dettes?\b|impaye|difficultes? (financieres|budgetaires)/ },
  { note: 1, nom: /aides? financi|micro-?credit|secours/ },
]
const GARDE: Judged['notes'] = [
  {
    note: 3,
    nom: /gard[e\w]*.{0,12} (d'|son |des |mes )?enfant|grade d'enfant|creche|nounou|assistant\S* mat|multi[- ]?accueil|baby|petite enfance|halte|garderie|agepi|periscolaire/,
    sauf: /metiers|formation|educati(f|ve) petite|cap accomp/,
  },
  { note: 2, texte: /garde d'enfants?|mode de garde|modes de garde|faire garder|jeunes enfants/, sauf: /metiers|formation/ },
  { note: 1, nom: /enfant|famille|parent|loisirs|mercredi/ },
]
const VIOLENCE: Judged['notes'] = [
  { note: 3, texte: /violences?.{0,30}(conjugale|intrafamil|sexis|sexuel|famil|faites)|victimes? de violence/ },
  { note: 2, nom: /violence|femmes en difficult|droits de la famille|conflit familial/ },
  { note: 2, texte: /violence/, sauf: /sport|velo/ },
  { note: 1, nom: /hebergement|mettre a l'abri|egalite entre|femmes/ },
]
const PAPIERS: Judged['notes'] = [
  {
    note: 3,
    nom: /demarches|administrati|ecrivain|acces aux? droits?|courriers|france services/,
    sauf: /numeriques? administ|mobilite/,
  },
  { note: 2, texte: /demarches? administratives?|ecrivains? publi|aide aux demarches|accompagnement administratif/ },
  { note: 1, texte: /acces aux droits|administrati/ },
]

export const HOME: readonly Judged[] = [
  { mots: 'hébergement d’urgence', notes: ABRI },
  { mots: 'logement d’urgence', notes: ABRI },
  { mots: '115', notes: ABRI },
  { mots: 'hebergemant urgense', notes: ABRI },
  { mots: 'ne sait pas où dormir ce soir', notes: ABRI },
  {
    mots: 'trouver un logement',
    notes: [
      {
        note: 3,
        nom: /(trouver|acceder|acces|recherche|vers).{0,25}logement|bureau d'acces au logement|offre de logement|loj'toit|location de logement|logement jeunes/,
      },
      { note: 2, nom: /logement|visale|mobili-|\bbail\b|habitat jeunes/, sauf: /fsl maintien|maintien|autonom/ },
      { note: 2, texte: /(recherche|acces|trouver).{0,25}logement/ },
      { note: 1, besoin: /logement/ },
      { note: 1, texte: /logement/ },
    ],
  },
  {
    mots: 'FSL',
    notes: [
      { note: 3, texte: /\bfsl\b|fonds? (de )?solidarites? (pour le )?logement/ },
      { note: 2, nom: /aide au logement|loyer|maintien.{0,20}logement|installation au logement/ },
      { note: 1, nom: /logement/ },
    ],
  },
  {
    mots: 'loyers impayés',
    notes: [
      { note: 3, texte: /impayes? de loyer|dettes? de loyer|impayes? locati|loyers? impaye/ },
      { note: 3, nom: /fsl maintien|maintien.{0,20}logement/ },
      { note: 2, nom: /\bfsl\b|fonds? (de )?solidarite.{0,12}logement/ },
      { note: 2, texte: /impaye|expulsion/ },
      { note: 1, besoin: /logement/, texte: /aide|loyer/ },
    ],
  },
  {
    mots: 'caution pour un appartement',
    notes: [
      { note: 3, nom: /visale|bail pour tous|fsl acces|installation au logement/ },
      { note: 3, texte: /\bcaution\b|depot de garantie|\bgarant\b|se porte garant/ },
      { note: 2, nom: /mobili-|logement/, texte: /loyer|louer|locati/ },
      { note: 1, nom: /logement|appart/ },
    ],
  },
  {
    mots: 'déménager',
    notes: [
      { note: 3, texte: /demenag/ },
      { note: 2, besoin: /changer-de-logement|demenagement/ },
      { note: 1, nom: /mobili-|mobiville|installation|logement/ },
    ],
  },
  { mots: 'dettes', notes: DETTES },
  { mots: 'surendetement', notes: DETTES },
  {
    mots: 'gérer son budget',
    notes: [
      { note: 3, nom: /budget/, sauf: /voiture/ },
      { note: 3, texte: /gerer (son|leur|votre) budget|gestion (du |de (son|leur|votre) )?budget|gestion budgetaire/ },
      { note: 2, texte: /budget|surendett/ },
      { note: 1, nom: /micro-?credit|financi/ },
    ],
  },
  {
    mots: 'secours financier d’urgence',
    notes: [
      {
        note: 3,
        nom: /aides? fin?anci|coup de pouce (financier|social)|secours|fonds? d'aide|pret d'honneur/,
        sauf: /mobilite|permis/,
      },
      { note: 2, texte: /aides? financieres?.{0,60}(urgence|ponctuel|exception|difficult)|secours/ },
      { note: 1, texte: /aides? financiere/ },
    ],
  },
  { mots: 'colis alimentaire', notes: ALIMENT },
  { mots: 'aide alimentaire', notes: ALIMENT },
  { mots: 'pas de quoi manger', notes: ALIMENT },
  {
    mots: 'vêtements',
    notes: [
      { note: 3, nom: /vetement|vestiment|vestiaire|fringue|cravate/, sauf: /\baci\b/ },
      { note: 2, texte: /vetement|vestiment|vestiaire|friperie|habill/ },
      { note: 1, nom: /boutique solida|objets d'occasion|emmaus|ressourcerie/ },
    ],
  },
  {
    mots: 'meubles pas chers',
    notes: [
      {
        note: 3,
        nom: /ressourcerie|emmaus|objets d'occasion|equipement de premiere|boutique solida|meuble|electro/,
        sauf: /meuble soumis|mobilite|chantier/,
      },
      { note: 3, texte: /\bmeubles\b|mobilier|electromenager/, sauf: /chantier|\baci\b|metiers/ },
      { note: 2, texte: /meuble|mobilier|electromenager|premiere necessite/ },
      { note: 1, texte: /ressourcerie|recyclerie|occasion/, sauf: /vehicule|voiture/ },
    ],
  },
  {
    mots: 'femme de ménage pour personne âgée',
    notes: [
      {
        note: 3,
        nom: /aide (a|et accompagnement a|aux?) (domicile|personne)|menager|aide a la personne|service d'aide a domicile|saad/,
        sauf: /mobilite/,
      },
      { note: 2, texte: /(taches menageres|aide menagere|aide a domicile)/ },
      { note: 2, nom: /domicile|tisf/, sauf: /vehicule|livraison/ },
      { note: 1, texte: /personnes? agees?/ },
    ],
  },
  { mots: 'garde d’enfant', notes: GARDE },
  {
    mots: 'creche',
    notes: [
      { note: 3, nom: /creche|multi[- ]?accueil/ },
      ...GARDE.map((rule) => ({ ...rule, note: rule.note === 3 ? 2 : rule.note }) as const),
    ],
  },
  { mots: 'faire garder mes enfants pendant un entretien', notes: GARDE },
  { mots: 'nounou', notes: GARDE },
  {
    mots: 'centre de loisirs vacances',
    notes: [
      { note: 3, nom: /loisirs|colonie|vacances|accueil collectif de mineurs|plan mercredi/ },
      { note: 2, texte: /centre de loisirs|vacances|alsh/ },
      { note: 1, besoin: /famille/, texte: /enfant/ },
    ],
  },
  {
    mots: 'PMI',
    notes: [
      { note: 3, texte: /\bpmi\b|protection maternelle/ },
      { note: 1, nom: /enfant|parent|sante/ },
    ],
  },
  { mots: 'violences conjugales', notes: VIOLENCE },
  { mots: 'femme battue', notes: VIOLENCE },
  {
    mots: 'divorce',
    notes: [
      { note: 3, nom: /separation|divorc|mediation familiale|conflit familial/ },
      { note: 3, texte: /divorc|separation|mediation familiale/ },
      { note: 2, nom: /droits de la famille|droits? de visite|aide aux parents solos/ },
      { note: 1, nom: /famille|parent|juridique/ },
    ],
  },
  { mots: 'aide pour remplir des papiers', notes: PAPIERS },
  { mots: 'démarches administratives', notes: PAPIERS },
  {
    mots: 'titre de séjour',
    notes: [
      { note: 3, texte: /titres? de sejour|immigration|asile|droit au sejour/, sauf: /asile de nuit/ },
      {
        note: 2,
        texte: /refugie|etrangers? (malades|en situation)|primo[- ]arrivant|migrant|integration republicaine|naturalisation/,
      },
      { note: 1, texte: /acces aux? droits?|juridique|administrati/, sauf: /mobilite/ },
    ],
  },
  {
    mots: 'conseil juridique gratuit',
    notes: [
      { note: 3, nom: /juridique|acces aux? droits?|\bdroits\b|consultation.{0,20}juridique|avocat|justice/, sauf: /mobilite/ },
      { note: 2, texte: /juridique|avocat|juriste/ },
      { note: 1, texte: /acces aux droits|\bdroits\b/ },
    ],
  },
  {
    mots: 'RSA',
    notes: [
      { note: 3, nom: /\brsa\b|revenu de solidarite active/, sauf: /auto-?ecole|velo|scooter/ },
      { note: 2, texte: /\brsa\b|revenu de solidarite/, sauf: /velo|scooter|location|reparation/ },
      { note: 1, texte: /\brsa\b|minima sociaux/ },
    ],
  },
]
