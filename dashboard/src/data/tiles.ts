// Where each province stands on the tile map: column and row of a grid, drawn by us after the map,
// north above. Slugs are those of grammars/provinces.tsv; `after` is the cut of July 2025.
export type Tiles = Record<string, readonly [column: number, row: number]>;

export const before: Tiles = {
  "ha-giang": [4, 0], "cao-bang": [5, 0],
  "lai-chau": [1, 1], "lao-cai": [2, 1], "yen-bai": [3, 1], "tuyen-quang": [4, 1], "bac-kan": [5, 1], "lang-son": [6, 1],
  "dien-bien": [1, 2], "son-la": [2, 2], "phu-tho": [3, 2], "vinh-phuc": [4, 2], "thai-nguyen": [5, 2], "bac-giang": [6, 2], "quang-ninh": [7, 2],
  "hoa-binh": [2, 3], "ha-noi": [3, 3], "bac-ninh": [4, 3], "hung-yen": [5, 3], "hai-duong": [6, 3], "hai-phong": [7, 3],
  "ha-nam": [4, 4], "nam-dinh": [5, 4], "thai-binh": [6, 4],
  "thanh-hoa": [3, 5], "ninh-binh": [4, 5],
  "nghe-an": [3, 6], "ha-tinh": [4, 7], "quang-binh": [4, 8], "quang-tri": [5, 9], "thua-thien-hue": [6, 10],
  "quang-nam": [6, 11], "da-nang": [7, 11], "kon-tum": [6, 12], "quang-ngai": [7, 12],
  "gia-lai": [6, 13], "binh-dinh": [7, 13], "dak-lak": [6, 14], "phu-yen": [7, 14],
  "dak-nong": [6, 15], "khanh-hoa": [7, 15],
  "binh-phuoc": [4, 16], "lam-dong": [6, 16], "ninh-thuan": [7, 16],
  "tay-ninh": [3, 16], "binh-duong": [4, 17], "dong-nai": [5, 17], "binh-thuan": [6, 17],
  "long-an": [3, 18], "ho-chi-minh": [4, 18], "ba-ria-vung-tau": [5, 18],
  "an-giang": [1, 19], "dong-thap": [2, 19], "tien-giang": [3, 19], "ben-tre": [4, 20],
  "kien-giang": [0, 20], "can-tho": [1, 20], "vinh-long": [2, 20], "tra-vinh": [3, 21],
  "hau-giang": [1, 21], "soc-trang": [2, 21], "bac-lieu": [1, 22], "ca-mau": [0, 22],
};

export const after: Tiles = {
  "tuyen-quang": [3, 0], "cao-bang": [4, 0],
  "lai-chau": [1, 1], "lao-cai": [2, 1], "thai-nguyen": [3, 1], "lang-son": [4, 1],
  "dien-bien": [0, 2], "son-la": [1, 2], "phu-tho": [2, 2], "bac-ninh": [3, 2], "quang-ninh": [5, 2],
  "ha-noi": [2, 3], "hung-yen": [3, 3], "hai-phong": [4, 3],
  "thanh-hoa": [2, 4], "ninh-binh": [3, 4],
  "nghe-an": [2, 5], "ha-tinh": [2, 6], "quang-tri": [3, 7], "hue": [4, 8], "da-nang": [5, 9],
  "quang-ngai": [5, 10], "gia-lai": [5, 11], "dak-lak": [5, 12], "khanh-hoa": [5, 13],
  "lam-dong": [4, 13], "tay-ninh": [2, 13], "dong-nai": [3, 13], "ho-chi-minh": [3, 14],
  "dong-thap": [2, 14], "an-giang": [0, 15], "vinh-long": [2, 15], "can-tho": [1, 15], "ca-mau": [0, 16],
};
