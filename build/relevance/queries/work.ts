import type { Judged } from '../judgement.ts'

/** Health, French, digital, training and work. */

const FRANCAIS: Judged['notes'] = [
  {
    note: 3,
    nom: /\bfle\b|\bfli\b|francais|linguisti|alphab|langue francaise|sociolinguist|\blangue\b/,
    sauf: /signes|anglais|code|mobilite/,
  },
  { note: 2, nom: /illettr|ill?etrisme|lire|ecrire|\blea\b|savoirs? de base|lecture|conversation/ },
  {
    note: 2,
    texte: /\bfle\b|francais langue|apprentissage du francais|apprendre le francais|maitrise (de la langue|du francais)/,
  },
  { note: 1, texte: /alphab|illettr|linguisti|francais/ },
]
const LIRE: Judged['notes'] = [
  {
    note: 3,
    nom: /illettr|ill?etrisme|lire|ecrire|\blea\b|alphab|savoirs? de base|savoirs fondamentaux|lecture|compte(r|nces de base)/,
    sauf: /facile a lire|acteurs/,
  },
  { note: 2, texte: /illettr|alphab|lire et ecrire|lecture|ecriture|savoirs de base/ },
  { note: 2, nom: /\bfle\b|francais|linguisti|clea\b|facile a lire/, sauf: /signes|code/ },
  { note: 1, texte: /remise a niveau|francais|clea/ },
]
const PSY: Judged['notes'] = [
  { note: 3, nom: /psycholog|psychiatr|psychique|ecoute de parole|sante mentale/ },
  { note: 2, texte: /psycholog|psychiatr|psychique|mal[- ]etre|sante mentale/ },
  { note: 1, nom: /stress|sante|bien[- ]etre|epuisement/, texte: /ecoute|sante|stress|epuisement/ },
]
const ADDICT: Judged['notes'] = [
  { note: 3, texte: /addict|alcool|drogue|toxicoman/ },
  { note: 3, nom: /le pelican/ },
  { note: 1, nom: /sante|soins/ },
]
const HANDICAP: Judged['notes'] = [
  {
    note: 3,
    nom: /cap emploi|handi|esat|aide par le travail|emploi accompagne|reconnaiss|\bth\b|entreprise adaptee|\besrp\b|mdph/,
    sauf: /transport|carte|pch|compensation|foyer|domicile|mobilite|eleves/,
  },
  { note: 3, texte: /rqth|boeth|reconnaissance.{0,40}handicap|travailleurs? handicap/ },
  { note: 2, texte: /handicap/, besoin: /handicap|emploi/ },
  { note: 1, texte: /handicap|mdph/ },
]
const NUMERIQUE: Judged['notes'] = [
  {
    note: 3,
    nom: /numeri|informati(que|cs)|ordinateur|internet|digital|multimedia|clic\b|bureautique/,
    sauf: /informatique jeun|aci|developpe|entreprise|suns|bootcamp|handicap/,
  },
  { note: 2, texte: /(initiation|formation|atelier|apprend|decouv).{0,60}(informatique|numerique|ordinateur|internet)/ },
  { note: 1, texte: /informatique|numerique|ordinateur/ },
]
const CREER: Judged['notes'] = [
  {
    note: 3,
    nom: /(creat|creer|monter).{0,25}(entreprise|boite|activite)|entrepren|couveuse|\badie\b|\bbge\b|cooperative d'activite|appui aux entrepreneurs|createur|tester son activite|microcredit professionnel|accelerateur/,
  },
  { note: 2, besoin: /creer-une-entreprise|creation-activite/, texte: /creat|entrepr|projet/ },
  { note: 2, texte: /creation d'entreprise|createurs? d'entreprise|entrepreneuriat/ },
  { note: 1, texte: /entrepren|independant/ },
]

export const WORK: readonly Judged[] = [
  { mots: 'psy', notes: PSY },
  { mots: 'psycologue', notes: PSY },
  { mots: 'dépression', notes: PSY },
  { mots: 'alcool', notes: ADDICT },
  { mots: 'toxicomane', notes: ADDICT },
  {
    mots: 'contraception',
    notes: [
      { note: 3, texte: /contracep|sante sexuelle|planification/ },
      { note: 1, nom: /sante|maternelle/ },
    ],
  },
  {
    mots: 'bilan de santé gratuit',
    notes: [
      { note: 3, nom: /bilan de sante|examen de prevention|prevention sante|point sur ma sante|sante preventive/ },
      {
        note: 2,
        nom: /sante|soins|medecin|medical/,
        sauf: /securite sociale|complementaire|couverture|sexuelle|maternelle|addict|travail/,
      },
      { note: 2, texte: /bilan de sante|depistage|examen de sante/ },
      { note: 1, besoin: /sante/ },
    ],
  },
  {
    mots: 'mutuelle',
    notes: [
      {
        note: 3,
        texte: /mutuelle|complementaire sante|couverture (sociale|sante|maladie)|\bcss\b|protection maladie/,
        sauf: /handicap/,
      },
      { note: 2, nom: /assurance maladie|securite sociale|acces aux soins/ },
      { note: 1, nom: /sante|soins/ },
    ],
  },
  { mots: 'RQTH', notes: HANDICAP },
  { mots: 'travailleurs handicapés', notes: HANDICAP },
  { mots: 'FLE', notes: FRANCAIS },
  { mots: 'cours de français pour réfugiés', notes: FRANCAIS },
  { mots: 'aprendre le francais', notes: FRANCAIS },
  { mots: 'illettrisme', notes: LIRE },
  { mots: 'ne sait pas lire', notes: LIRE },
  {
    mots: 'remise à niveau maths',
    notes: [
      { note: 3, nom: /calcul|math|savoirs fondamentaux|competences? (de base|cles)|savoirs de base|clea|compter/ },
      { note: 2, texte: /calcul|mathemati|remise a niveau/ },
      { note: 1, nom: /illettr|lire|\bfle\b|prepa/ },
    ],
  },
  { mots: 'cours informatique débutant', notes: NUMERIQUE },
  { mots: 'ordi', notes: NUMERIQUE },
  { mots: 'apprendre internet', notes: NUMERIQUE },
  {
    mots: 'ordinateur pas cher',
    notes: [
      {
        note: 3,
        texte:
          /(materiel informatique|ordinateurs?|\bpc\b).{0,60}(reconditionn|occasion|solidaire|reduit|pret|don\b)|reconditionn.{0,40}(informatique|ordinateur)|(fourniture|mise a ?disposition).{0,30}(informatique|ordinateur)/,
      },
      { note: 2, nom: /coup de pouce (livebox|connecte)|recycl'?info|materiel|mise a ?disposition d'outils/ },
      { note: 2, texte: /ordinateur|materiel informatique|acces.{0,20}materiel/ },
      { note: 1, nom: /numerique|informatique/ },
    ],
  },
  {
    mots: 'démarches en ligne',
    notes: [
      {
        note: 3,
        nom: /demarches|acces(.{0,4} a)? (numerique|internet)|france services|ateliers numeriques administratifs|conseill\S+ numerique|mediation numerique|aidant/,
      },
      { note: 2, texte: /demarches.{0,40}(ligne|internet|numerique|administratives)|services? en ligne/ },
      { note: 1, nom: /numerique|informatique/ },
    ],
  },
  {
    mots: 'CV',
    notes: [
      { note: 3, nom: /\bcv\b/ },
      { note: 2, nom: /lettres? de motivation|preparer sa candidature|candidature/ },
      { note: 2, texte: /\bcv\b|lettres? de motivation/ },
      { note: 1, texte: /recherche d'emploi|candidature/ },
    ],
  },
  {
    mots: 'lettres de motivations',
    notes: [
      { note: 3, texte: /lettres? de motivation/ },
      { note: 2, nom: /\bcv\b|candidature/ },
      { note: 1, texte: /\bcv\b|recherche d'emploi/ },
    ],
  },
  { mots: 'créer son entreprise', notes: CREER },
  { mots: 'auto-entrepreneur', notes: CREER },
  {
    mots: 'validation des acquis',
    notes: [
      { note: 3, texte: /validation des acquis|\bvae\b/, sauf: /velo|locat|electrique/ },
      { note: 1, texte: /bilan de competence|certification/ },
    ],
  },
  {
    mots: 'bilan de compétences',
    notes: [
      { note: 3, nom: /bilan de competence/, sauf: /mobilite|permis/ },
      { note: 2, nom: /prepa competences|bilan de competence|evolution professionnelle/ },
      { note: 2, texte: /bilan de competence|bilan professionnel/ },
      { note: 1, texte: /competences/, nom: /bilan|projet|competences/ },
    ],
  },
  {
    mots: 'chantier d’insertion',
    notes: [
      { note: 3, nom: /chantiers?.{0,4} d.?insertion|\baci\b|chantier ecole|atelier.{0,6} chantier/ },
      { note: 2, texte: /chantiers? d'insertion|activite economique|\baci\b/ },
      { note: 1, texte: /insertion/, nom: /insertion|association intermediaire|interim/ },
    ],
  },
  {
    mots: 'interim d’insertion',
    notes: [
      { note: 3, nom: /interim|travail temporaire|\betti\b/, sauf: /intermediaire/ },
      { note: 2, texte: /interim|travail temporaire/ },
      { note: 1, nom: /association intermediaire|insertion|mise a l'emploi/ },
    ],
  },
  {
    mots: 'contrat engagement jeune',
    notes: [
      { note: 3, nom: /\bcej\b|contrat.{0,3} d?.?engagement jeune/ },
      { note: 2, texte: /contrat d'engagement jeune|\bcej\b/ },
      { note: 2, nom: /mission locale|pacea|jeunes? de 16/ },
      { note: 1, texte: /jeunes/, nom: /jeune/ },
    ],
  },
  {
    mots: 'école de la deuxième chance',
    notes: [
      { note: 3, nom: /(2e|2eme|deuxieme) chance|\be2c\b/ },
      { note: 2, nom: /epide|etablissement.{0,8} pour l'insertion|prepa/ },
      { note: 1, texte: /jeunes.{0,60}(formation|qualification)/ },
    ],
  },
  {
    mots: 'bénévolat',
    notes: [
      { note: 3, nom: /benevol|service civique|jeveuxaider/, sauf: /seniors benevoles/ },
      { note: 2, texte: /(devenir|action|plateforme|engag).{0,30}benevol|service civique|benevolat/ },
      { note: 1, texte: /benevole/ },
    ],
  },
  {
    mots: 'rompre l’isolement',
    notes: [
      { note: 3, nom: /isolement|lien.{0,3} socia/ },
      { note: 2, texte: /isolement|lien social|liens sociaux/ },
      { note: 1, besoin: /lien-social/ },
    ],
  },
  {
    mots: 'confiance en soi',
    notes: [
      { note: 3, texte: /confiance en (soi|elles|eux|vous)|estime de soi/ },
      { note: 2, besoin: /bien-etre|confiance/ },
      { note: 2, texte: /confiance|image de soi/ },
      { note: 1, nom: /remobilis|coaching|dynami/ },
    ],
  },
  {
    mots: 'découvrir un métier stage',
    notes: [
      {
        note: 3,
        nom: /(decouv|immersion|stage|pmsmp).{0,30}(metier|professionnel|facilit)?/,
        sauf: /velo|mobilite|fablab|services velos|territoire/,
        texte: /metier|professionnel|entreprise/,
      },
      { note: 2, texte: /decouver\S* .{0,20}metiers?|stages?.{0,30}entreprise|immersion/ },
      { note: 1, nom: /metier|projet professionnel|orientation/ },
    ],
  },
  {
    mots: 'sortant de prison',
    notes: [
      { note: 3, texte: /prison|detention|sous main de justice|incarcer|detenu|sortants? de/ },
      { note: 2, nom: /justice|judiciaire/ },
    ],
  },
  {
    mots: 'parrainage emploi',
    notes: [
      { note: 3, nom: /parrain|mentor/ },
      { note: 2, texte: /parrain|marrain|mentor/ },
      { note: 1, texte: /reseau.{0,20}(professionnel|entreprise)/ },
    ],
  },
  {
    mots: 'permis, garde d’enfants',
    notes: [
      {
        note: 3,
        nom: /permis|auto[- ]?ecole|code de la route|garde d'enfant|faire garder|creche|nounou|baby|garderie/,
        sauf: /sans permis/,
      },
      { note: 2, texte: /permis de conduire|garde d'enfant|modes? de garde/ },
      { note: 1, texte: /\bpermis\b|creche/ },
    ],
  },
  {
    mots: 'logement et dettes',
    notes: [
      { note: 3, nom: /surendett|\bfsl\b|solidarite.{0,12}logement|impaye|budget/, sauf: /voiture/ },
      { note: 3, texte: /impayes? de loyer|dettes? locatives?|surendett/ },
      { note: 2, nom: /logement|loyer/ },
      { note: 1, besoin: /logement|difficultes-financieres/ },
    ],
  },
  {
    mots: 'mentor',
    notes: [
      { note: 3, nom: /mentor|parrain/ },
      { note: 2, texte: /mentor|parrain/ },
      { note: 1, texte: /benevole.{0,60}(accompagn|emploi)/ },
    ],
  },
  {
    mots: 'dentiste',
    notes: [
      { note: 3, texte: /dentaire|dentiste/ },
      { note: 2, nom: /acces aux soins|centre (medical|de sante)|sante/, sauf: /sexuelle|maternelle|travail|addict/ },
      { note: 1, besoin: /acces-aux-soins/ },
      { note: 1, texte: /acces aux soins|\bsoins\b/ },
    ],
  },
  {
    mots: 'stress au travail',
    notes: [
      { note: 3, nom: /stress|epuisement/ },
      { note: 2, texte: /stress|epuisement|burn/ },
      { note: 2, nom: /psycholog|psychiatr/ },
      { note: 1, texte: /psycholog|bien-etre/ },
    ],
  },
  {
    mots: 'préparer son entretien d’embauche',
    notes: [
      {
        note: 3,
        texte: /(simulation|preparation|preparer|entrain).{0,60}entretien|entretiens? d'embauche|entretiens? de recrutement/,
      },
      { note: 2, nom: /preparer sa candidature|\bcv\b|recherche d'emploi/ },
      { note: 1, texte: /recherche d'emploi|candidature/ },
    ],
  },
]
