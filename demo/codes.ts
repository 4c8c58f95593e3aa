// Makes the codes of the demo projects. It decides that every code is right in form and check digit and plainly synthetic: credit codes carry
// "MA0TEE" in the organisation part. It does not check codes; the product does that with arithmetic of its own, so each keeps the other honest.
// Clauses: GB 32100-2015 (places 9-17 after GB 11714), project codes in the form before and after 发改投资〔2020〕1439号.

const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The organisation part's own check sign (GB 11714): letters count A=10 … Z=35, 10 is written X, 11 is written 0. */
function organisationCheck(body: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = [...body].reduce((acc, sign, i) => acc + weights[i]! * Number.parseInt(sign, 36), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** An 18-sign unified social credit code of an invented firm registered in `region`; `serial` 0–960. */
export function syntheticCreditCode(region: string, serial: number): string {
  const body = `MA0TEE${SIGNS[Math.floor(serial / 31)]}${SIGNS[serial % 31]}`;
  const seventeen = `91${region}${body}${organisationCheck(body)}`;
  let weight = 1;
  let sum = 0;
  for (const sign of seventeen) {
    sum += SIGNS.indexOf(sign) * weight;
    weight = (weight * 3) % 31;
  }
  return seventeen + SIGNS[(31 - (sum % 31)) % 31];
}

/** The form in force in spring 2020: year-region-industry-type-serial, without a check digit. */
export function oldProjectCode(year: string, region: string, industry: string, type: string, serial: number): string {
  return `${year}-${region}-${industry}-${type}-${String(serial).padStart(6, '0')}`;
}

/** The form in force from November 2020: YYMM-region-department-type-serial, the last digit an ISO 7064 MOD 11,10 check over the 19 before it. */
export function newProjectCode(yearMonth: string, region: string, department: string, type: string, serial: number): string {
  const tail = String(serial).padStart(5, '0');
  let product = 10;
  for (const digit of yearMonth + region + department + type + tail) {
    const sum = (product + Number(digit)) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return `${yearMonth}-${region}-${department}-${type}-${tail}${(11 - product) % 10}`;
}
