// Articles that the visit of visit_test needs beyond those of the corpus; all persons are invented.
const given = (year, province, place, department, site) => ({
  published: `${year + 1}-02-14`, url: `https://${site}.example.vn/${year}`, province,
  title: `${place} trao Cờ thi đua của Chính phủ năm ${year}`,
  text: `Sáng ngày 13/02/${year + 1}, UBND tỉnh ${place} tổ chức hội nghị tổng kết công tác thi đua, khen thưởng năm ${year}.\n\n` +
    `Thừa ủy quyền của Thủ tướng Chính phủ, ông Vi Văn Tảo, Phó Chủ tịch UBND tỉnh, trao Cờ thi đua của Chính phủ năm ${year} cho ${department} tỉnh ${place}.`,
});

/** Cờ thi đua của Chính phủ: three of departments of Lai Châu from 2019 to 2024, and what is none of these. */
export const flags = [
  given(2017, "lai-chau", "Lai Châu", "Sở Tư pháp", "laichau"),
  given(2019, "lai-chau", "Lai Châu", "Sở Tài chính", "laichau"),
  given(2021, "lai-chau", "Lai Châu", "Sở Giao thông vận tải", "laichau"),
  given(2024, "lai-chau", "Lai Châu", "Sở Nội vụ", "laichau"),
  given(2022, "son-la", "Sơn La", "Sở Công Thương", "sonla"),
  {published: "2023-02-14", url: "https://laichau.example.vn/khac", province: "lai-chau", title: "Lai Châu khen thưởng Sở Xây dựng",
    text: "Sáng ngày 13/02/2023, UBND tỉnh Lai Châu tặng Bằng khen cho Sở Xây dựng vì thành tích năm 2022."},
];

const honoured = (day) => ({
  published: `2024-05-0${day - 26}`, url: `https://dienbien.example.vn/${day}`, province: "dien-bien", title: `Tin ngày ${day}`,
  text: `Theo Quyết định số 321/QĐ-UBND ngày ${day}/4/2024, Chủ tịch UBND tỉnh Điện Biên tặng Bằng khen cho Sở Công Thương vì thành tích năm 2023.`,
});

/** What a reviewer has to look at: two articles that give a decision different days, and a count that is none. */
export const doubts = [
  honoured(28), honoured(29),
  {published: "2024-06-02", url: "https://dienbien.example.vn/1", province: "dien-bien", title: "Điện Biên khen thưởng quý II",
    text: "Ngày 01/6/2024, UBND tỉnh Điện Biên tặng Bằng khen cho 03 tập thể, gồm: Sở Tài chính và Sở Tư pháp. Chi bộ thôn Nậm Pồ " +
      "cũng được biểu dương."},
];

export const kMarkup = `<script>window.hurt = 1</script><img src=x onerror="window.hurt = 2">`;
const turned = "\u202Eđảo ngược\u202C\u2066";
const endless = "dài".repeat(3000);

/** What a page could hold to do harm, wherever a page's words are shown. */
export const hostile = [
  {published: "2023-03-01", url: `https://hai.example.vn/"><svg onload=alert(1)>`, author: kMarkup, province: "son-la",
    title: `${kMarkup} Sơn La trao Bằng khen ${turned}`,
    text: `${kMarkup} ${turned}\n\nNgày 28/02/2023, UBND tỉnh Sơn La tặng Bằng khen cho Sở Y tế <b onclick="window.hurt = 3">tỉnh</b> và ông Lò Văn Mỏ, ` +
      `Giám đốc Công ty TNHH ${kMarkup}.\n\nKhối thi đua ${kMarkup} họp. Sở Y tế làm Trưởng khối năm 2023.\n\n${endless}\n\n&lt;script&gt;window.hurt = 4&lt;/script&gt; javascript:window.hurt=5`},
  {published: "2023-03-02", url: "javascript:window.hurt=6", province: "son-la", title: `Bằng khen ${endless}`,
    text: `Ngày 01/03/2023, UBND tỉnh Sơn La tặng Bằng khen cho Sở Công Thương.`},
];
