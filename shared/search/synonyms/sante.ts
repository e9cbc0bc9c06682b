import type { BuiltIn } from './synonym.ts'

/** Health, disability, addictions; then getting back on one's feet. */
export const SANTE: readonly BuiltIn[] = [
  {
    mots: 'mutuelle, complémentaire santé, complémentaire santé solidaire, css, c2s, cmu, cmu-c, ame, aide médicale d’état, aide médicale, puma, sécurité sociale, sécu, carte vitale, assurance maladie, ameli, médecin, médecin traitant, trouver un médecin, généraliste, docteur, désert médical, centre de santé, centre médico-social, cms, pass, permanence d’accès aux soins de santé, bilan de santé, check-up, examen de santé, se soigner, soins, soin, accès aux soins, dentiste, dents, soins dentaires, lunettes, opticien, ophtalmo, ophtalmologue, appareil auditif, audition, vaccin, vaccination, dépistage, dépistage du cancer, cancer, diabète, maladie, maladie chronique, malade, hospitalisation, hôpital, infirmière, kiné, médiation santé, médiateur santé, interprète médical, frais médicaux, frais de santé, prévention santé, nutrition, diététicien, sommeil, arrêt maladie, longue maladie, ald',
    thematiques: ['sante--acces-aux-soins'],
  },
  {
    mots: 'addiction, addictions, addictologie, alcool, alcoolisme, alcoolique, alcooliques anonymes, drogue, drogues, toxicomanie, toxicomane, cannabis, stupéfiants, cocaïne, héroïne, crack, tabac, arrêter de fumer, sevrage, sevrage tabagique, jeux d’argent, addiction aux jeux, addiction aux écrans, dépendance à l’alcool, csapa, caarud, réduction des risques, anpaa, cure de désintoxication, désintoxication, substitution, conduites addictives, consommation d’alcool',
    thematiques: ['sante--addictions'],
  },
  {
    mots: 'psy, psychologue, psychiatre, psychologique, soutien psychologique, suivi psychologique, accompagnement psychologique, aide psychologique, consultation psy, mon psy, mon soutien psy, cmp, cmpp, centre médico-psychologique, santé mentale, souffrance psychique, psychique, dépression, dépressif, déprime, mal-être, mal être, angoisse, anxiété, burn-out, burnout, épuisement professionnel, souffrance au travail, stress au travail, stress, suicide, suicidaire, idées suicidaires, idées noires, 3114, schizophrénie, bipolaire, troubles psychiques, trouble psychique, traumatisme, psychotrauma, deuil, gem, groupe d’entraide mutuelle, point écoute jeunes, paej, point accueil écoute jeunes, écoute, psychotraumatisme, santé psychique, bouffée délirante, thérapie',
    thematiques: ['sante--sante-mentale'],
  },
  {
    mots: 'rqth, mdph, aah, aeeh, pch, invalidité, pension d’invalidité, carte d’invalidité, carte mobilité inclusion, cmi, dossier mdph, dossier handicap, reconnaissance du handicap, reconnaissance de handicap, reconnaissance travailleur handicapé, reconnaissance de la qualité de travailleur handicapé, renouvellement rqth, demande de rqth, mda, maison de l’autonomie, carte de stationnement',
    thematiques: ['sante--constituer-un-dossier-mdph-invalidite'],
    publics: ['personnes-en-situation-de-handicap'],
  },
  {
    mots: 'contraception, pilule, préservatif, ivg, avortement, ist, mst, vih, sida, sexualité, santé sexuelle, vie affective, vie sexuelle, cegidd, cpef, centre de planification, gynécologue, gynéco, précarité menstruelle, prostitution, pilule du lendemain',
    thematiques: ['sante--sante-sexuelle'],
  },
  { mots: 'santé, problème de santé, problèmes de santé, frein santé', thematiques: ['sante'] },
  {
    mots: 'confiance en soi, reprendre confiance, estime de soi, image de soi, bien-être, se sentir bien, relooking, socio-esthétique, socio esthéticienne, esthétique, coiffeur, coiffeur solidaire, coiffure, relaxation, sophrologie, yoga, méditation, gestion du stress, coaching, développement personnel, remotivation, motivation, se remotiver, prendre soin de soi, gestion des émotions, timidité',
    thematiques: ['remobilisation--bien-etre-confiance-en-soi'],
  },
  {
    mots: 'isolement, isolé, solitude, seul, rompre l’isolement, lien social, créer du lien, rencontrer du monde, sortir de chez soi, se faire des amis, café associatif, centre social, espace de vie sociale, maison de quartier, groupe de parole, parrainage, visite à domicile, convivialité, visites de convivialité, entraide, sel, animation',
    thematiques: ['remobilisation--lien-social'],
  },
  {
    mots: 'sport, faire du sport, activité physique, sport santé, gym, piscine, natation, football, foot, culture, loisirs, théâtre, musique, danse, chant, art, dessin, peinture, arts plastiques, cinéma, médiathèque, bibliothèque, musée, sorties, sortie culturelle, spectacle, pass culture, pass sport, pass’sport, vacances, activités, activité manuelle, couture, jardinage, randonnée, atelier créatif, licence sportive, bibliobus, ludothèque, jeux',
    thematiques: ['remobilisation--activites-sportives-et-culturelles'],
  },
  {
    mots: 'bénévolat, bénévole, devenir bénévole, service civique, volontariat, s’engager, engagement, engagement citoyen, action citoyenne, chantier participatif, chantier bénévole, chantier jeunes, corps européen de solidarité, snu',
    thematiques: ['remobilisation--benevolat-action-citoyenne'],
  },
  {
    mots: 'remobilisation, se remobiliser, dynamisation, redynamisation, éloigné de l’emploi, remise en mouvement, resocialisation',
    thematiques: ['remobilisation'],
  },
]
