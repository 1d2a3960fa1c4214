import { authored } from './authored-texts.js';
import type { institutionFactSpecifications } from './institution-fact-specifications.js';
import type { AuthoredTexts } from './rule.js';

/** What the facts about an institution are called; its record answers them, so nobody is asked. */
export const institutionFactLabels: Readonly<Record<keyof typeof institutionFactSpecifications, AuthoredTexts>> = {
  'institution.jurisdiction': authored('Jurisdiction of the institution', '机构所属司法管辖区', '機構所屬司法管轄區'),
  'institution.kind': authored('Kind of institution', '机构类型', '機構類型'),
  'institution.licensedActivities': authored('Licensed activities', '获许可的业务', '獲許可的業務'),
  'institution.schemeRoles': authored('Roles in the scheme', '在该机制中的角色', '在該機制中的角色'),
};
