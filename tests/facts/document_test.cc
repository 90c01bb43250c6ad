#include "tests/facts/run.h"

namespace bangvang::facts {
namespace {

TEST(Documents, ReadsKindNumberDateAndIssuer) {
  struct Case {
    const char* text;
    const char* type;
    const char* number;
    std::optional<std::string> date, issuer;
  };
  const Case cases[] = {
      {"thực hiện Chỉ thị số 02/CT-TTg ngày 11/01/2023 của Thủ tướng Chính phủ", "Chỉ thị",
       "02/CT-TTg", "2023-01-11", "Thủ tướng Chính phủ"},
      {"Nghị định 152/2025/NĐ-CP của Chính phủ", "Nghị định", "152/2025/NĐ-CP", {}, "Chính phủ"},
      {"Kế hoạch số 1116/KH-KTĐVHXH ngày 15/11/2022",
       "Kế hoạch",
       "1116/KH-KTĐVHXH",
       "2022-11-15",
       {}},
      {"Chỉ thị 12-CT/TW của Ban Bí thư", "Chỉ thị", "12-CT/TW", {}, "Ban Bí thư"},
      {"đã nêu tại văn bản trên, số 14/CT-UBND ngày 21/7/2022",
       "Chỉ thị",
       "14/CT-UBND",
       "2022-07-21",
       {}},
      {"Luật Phòng, chống tác hại của rượu, bia số 44/2019/QH14", "Luật", "44/2019/QH14", {}, {}},
      {"Ngày 14/3/2019, Thủ tướng Chính phủ ký Quyết định số 812/QĐ-TTg.", "Quyết định",
       "812/QĐ-TTg", "2019-03-14", "Thủ tướng Chính phủ"},
      {"Quyết định số 32/QĐ- UBND", "Quyết định", "32/QĐ-UBND", {}, {}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const ReadArticle article = run(c.text);
    ASSERT_EQ(article.facts().documents.size(), 1u);
    const Document& document = article.facts().documents[0];
    EXPECT_EQ(document.type, c.type);
    EXPECT_EQ(document.number, c.number);
    EXPECT_EQ(document.date, c.date);
    EXPECT_EQ(document.issuer, c.issuer);
  }
}

TEST(Documents, ListsADocumentOnce) {
  const ReadArticle article =
      run("Quyết định số 12/QĐ-TTg ra đời.\nQuyết định số 12/QĐ-TTg ngày 05/3/2021.");
  ASSERT_EQ(article.facts().documents.size(), 1u);
  EXPECT_EQ(article.facts().documents[0].date, "2021-03-05");
  EXPECT_EQ(article.facts().documents[0].evidence.also.size(), 1u);
}

TEST(Documents, LeavesLookAlikesAlone) {
  const char* cases[] = {
      "Khối thi đua số 5/KTĐ họp",
      "UBND tỉnh quyết định khen 12 tập thể",
      "Giấy phép số 19/GP-TTĐT",
      "có 30/36 xã đạt chuẩn",
      "Nghị quyết số 18 về tổ chức bộ máy",
  };
  for (const char* text : cases) {
    SCOPED_TRACE(text);
    EXPECT_TRUE(run(text).facts().documents.empty());
  }
}

}  // namespace
}  // namespace bangvang::facts
