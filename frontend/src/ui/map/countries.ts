// Where each country's name stands (the roomiest point of its largest part) and how early: computed once from the
// borders of Natural Earth in the package world-atlas 2.0.2. The names are the reader's own, from the browser.
const PLACES = `
RU 44.9 56.2 1;CA -116.1 59.5 1;US -98.3 39.6 1;CN 106.7 33 1;BR -49.5 -12.5 1;AU 141.8 -25.7 1;
IN 79.1 22.7 1;AR -63.4 -29.4 2;KZ 68.7 49.1 2;CD 23.3 -1.5 2;DZ 2.5 27.6 2;GL -42.1 77.7 2;
MX -102 23.4 2;SA 45.1 23.4 2;ID 114.4 -0.8 2;SD 29.5 16.4 2;LY 14.6 27.4 2;IR 55.3 32.3 2;
MN 101.1 47 2;PE -72.9 -13 2;TD 19.4 17.5 2;ML -2 18.4 2;ZA 24.7 -30 2;AO 17.9 -12.4 2;NE 10 17.6 2;
CO -73.5 3.4 2;ET 38.6 8.4 2;BO -64.7 -16.9 2;MR -9.7 19.4 2;EG 29.3 26.1 2;TZ 34.4 -5.7 2;
VE -64.3 7.5 2;NG 7.2 9.3 2;PK 66.9 27.8 2;NA 17.4 -20.5 2;MZ 38.4 -14.6 2;TR 33.1 39 2;ZM 26.4 -14.6 2;
CL -69.6 -26.6 2;MM 96 21.6 2;AF 66.5 34.2 2;FR 2.2 47.2 2;SS 30.2 7.2 2;CF 21.5 7.1 2;KE 37.7 0.4 2;
MG 46.6 -18.3 2;MA -6.4 32 2;BW 24.3 -22.2 2;UA 33.4 49 2;TH 101.1 15.5 3;ES -3.5 40.2 3;SO 42.7 2.3 3;
TM 60.1 39.3 3;CM 12.3 4.5 3;PG 142.9 -5.7 3;YE 45.3 15.2 3;UZ 64.6 40.7 3;SE 18 65 3;IQ 42.8 33.1 3;
PY -60.2 -21.6 3;ZW 29.8 -18.8 3;NO 10.3 61.3 3;JP 138.8 36.3 3;DE 9.7 51.5 3;CG 15.8 0.1 3;
FI 26.1 62.5 3;VN 105.2 21.5 3;MY 114 2.9 3;CI -5.4 7.5 3;PL 18.3 52.3 3;OM 57.5 22.2 3;IT 10.6 45.3 3;
PH 121.3 16.9 3;BF -1.2 12.7 3;NZ 169.4 -45 3;GA 11.3 -0.8 3;EC -78.3 -1.2 3;GN -9.5 10 3;UG 33.1 2.1 3;
GB -1.5 52.5 3;GH -1.1 7.2 3;RO 25 45.6 3;LA 102.6 19.6 3;GY -58.6 2.7 3;BY 28.3 53.3 3;KG 74.3 41.5 3;
SN -15 15.1 3;AQ -70.6 -71.5 3;SY 38.5 35.1 3;KH 104.5 12.6 3;UY -56 -32.9 3;FJ -36 -16.5 3;
TN 9.6 35.3 3;NP 82.1 29.1 3;SR -56 4.1 3;TJ 69.3 38.6 3;BD 89.7 24.4 3;GR 21.7 39.8 3;NI -85.2 12.6 3;
ER 38.1 16 3;KP 126.5 40.1 3;MW 33.6 -13.3 3;BJ 2.3 10.3 3;HN -87.3 14.8 3;BG 25.2 42.5 3;
CU -77.7 21.2 3;GT -90.5 14.9 3;IS -19 64.8 4;KR 128.1 36.5 4;LR -9.4 6.4 4;HU 20.1 47.2 4;
EH -13.6 21.9 4;PT -7.8 40.6 4;JO 36.4 30.6 4;AZ 47.2 40.4 4;AT 14.9 47.7 4;CZ 14.9 50 4;RS 20.7 44.1 4;
PA -80.8 8.4 4;SL -11.7 8.7 4;AE 54.4 23.4 4;GE 44.4 41.9 4;IE -7.5 53.1 4;LK 80.8 7.1 4;LT 24.4 55.3 4;
LV 26.1 56.9 4;TG 1 9 4;HR 16.5 45.9 4;BA 18 44.2 4;CR -84 10 4;DO -70.5 19 4;SK 19 48.7 4;EE 26 58.7 4;
DK 9.1 56 4;CH 7.5 46.8 4;BT 89.9 27.4 4;NL 5.6 52.5 4;TW 120.8 23.3 4;MD 28.4 47.5 4;GW -14.6 12.1 4;
BE 4.6 50.8 4;LS 28.3 -29.5 4;AM 44.6 40.6 4;AL 20.2 40.7 4;BI 29.8 -3.4 4;HT -72.2 19.2 4;
GQ 10.8 1.6 4;SB 160.3 -9.6 4;RW 29.6 -2 4;MK 21.3 41.5 4;BZ -88.7 17.5 4;IL 34.9 31 4;DJ 42.5 12 4;
SV -89.2 13.9 4;SI 14.9 46.1 4;NC 165 -21 4;KW 47.5 29.7 5;SZ 31.4 -26.5 5;TL 125.8 -8.8 5;
ME 19.2 42.8 5;BS -78 24.6 5;FK -58.6 -51.7 5;VU 166.9 -15.4 5;QA 51.2 25.1 5;JM -77.4 18.2 5;
GM -15.3 13.6 5;LB 36 34.2 5;PR -66.4 18.2 5;TF 69.2 -49.3 5;PS 35.3 32.2 5;CY 33.2 34.9 5;
BN 114.6 4.4 5;TT -61.2 10.3 5;GS -36.9 -54.2 5;CV -23.6 15.1 5;WS -172.4 -13.6 5;PF -149.5 -17.6 5;
LU 6.1 49.7 5;MU 57.6 -20.3 5;KM 43.3 -11.7 5;FO -6.9 62.2 5;HK 114.2 22.5 5;ST 6.6 0.2 5;
KI -157.4 1.8 5;AX 20 60.3 5;DM -61.4 15.5 5;IM -4.6 54.2 5;LC -61 13.9 5;BH 50.5 26 5;FM 158.2 6.9 5;
SG 103.8 1.4 5;GU 144.7 13.4 5;AD 1.5 42.5 5;AG -61.8 17.1 5;TO -175.2 -21.2 5;CW -68.9 12.1 5;
HM 73.5 -53.1 5;MP 145.7 15.2 5;BB -59.6 13.2 5;PW 134.6 7.5 5;TC -71.8 21.8 5;VI -64.8 17.8 5;
VC -61.2 13.3 5;KY -81.3 19.3 5;GD -61.7 12.1 5;MT 14.4 35.9 5;MH 171.1 7.1 5;KN -62.8 17.3 5;
PM -56.3 46.9 5;NU -169.9 -19 5;SH -5.7 -16 5;SC 55.5 -4.6 5;AW -70 12.6 5;LI 9.5 47.1 5;
VG -64.6 18.4 5;IO 72.4 -7.3 5;WF -178.1 -14.3 5;JE -2.2 49.2 5;AS -170.7 -14.3 5;AI -63 18.2 5;
MS -62.2 16.7 5;SM 12.5 43.9 5;MV 73.5 4.2 5;BM -64.7 32.3 5;CK -159.8 -21.2 5;MF -63.1 18.1 5;
GG -2.6 49.5 5;SX -63 18 5;NF 168 -29.1 5;PN -128.3 -24.4 5;NR 166.9 -0.5 5;BL -62.8 17.9 5;
MO 113.5 22.2 5;MC 7.4 43.8 5;AU 123.6 -12.4 5;VA 12.4 41.9 5
`;

/** By rank: the zoom from which a country of that size is named. */
const FROM_ZOOM = [0, 0, 1.8, 2.6, 3.6, 4.6] as const;

interface Country {
  type: 'Feature';
  geometry: { type: 'Point'; coordinates: [number, number] };
  properties: { name: string; rank: number; from: number };
}

export function countries(locale: string): { type: 'FeatureCollection'; features: Country[] } {
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  const features = PLACES.trim()
    .split(/;\s*/)
    .map((line): Country => {
      const [code = '', lon, lat, rank] = line.split(' ');
      const size = Number(rank);
      return {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [Number(lon), Number(lat)] },
        properties: { name: names.of(code) ?? code, rank: size, from: FROM_ZOOM[size] ?? 5 },
      };
    });
  return { type: 'FeatureCollection', features };
}
