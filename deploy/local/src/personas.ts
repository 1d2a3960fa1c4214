/** Somebody to act as in a local run: what the token says of him. */
export type Persona = {
  readonly name: string;
  readonly says: string;
  readonly roles: readonly string[];
  readonly institutionId?: string;
  readonly audiences?: readonly string[];
};

/** The institution of the sample's maker and checker; fixed, so that every start finds it again. */
export const sampleInstitutionId = '019aa000-0000-7000-8000-00000000a001';

/** Who can be acted as; `subject` of a token is `persona:<name>`. */
export const personas: readonly Persona[] = [
  { name: 'maker', says: 'registers products for the sample institution', roles: ['maker'], institutionId: sampleInstitutionId },
  {
    name: 'checker',
    says: 'approves what the maker submits, at the same institution',
    roles: ['checker'],
    institutionId: sampleInstitutionId,
  },
  { name: 'operator', says: 'approves institutions and watches the streams', roles: ['operator'] },
  { name: 'supervisor', says: "enters the schemes' published lists, drafts rules", roles: ['supervisor'] },
  { name: 'second-supervisor', says: 'publishes the rules that the supervisor has drafted', roles: ['supervisor'] },
  { name: 'investor', says: 'asks what he may use, as the public', roles: ['investor'] },
  {
    name: 'professional',
    says: 'an investor who also sees what is for Hong Kong professional investors',
    roles: ['investor'],
    audiences: ['hong-kong-professional-investor'],
  },
];

export const personaByName = (name: string): Persona | undefined => personas.find((persona) => persona.name === name);
