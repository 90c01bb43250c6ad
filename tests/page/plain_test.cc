#include "extractor/page/plain.h"

#include <gtest/gtest.h>

#include "tests/page/read.h"

namespace bangvang::page {
namespace {

TEST(ReadPlain, FindsTheHeadline) {
  struct Case {
    const char* why;
    std::string head;
    std::optional<std::string> title;
  };
  const Case cases[] = {
      {"on its own", "Tổng kết công tác thi đua năm 2023", "Tổng kết công tác thi đua năm 2023"},
      {"white space is collapsed", "Tổng  kết\u00a0 công tác thi đua", "Tổng kết công tác thi đua"},
      {"in capitals", "SỞ NỘI VỤ TỔNG KẾT CÔNG TÁC THI ĐUA NĂM 2023",
       "SỞ NỘI VỤ TỔNG KẾT CÔNG TÁC THI ĐUA NĂM 2023"},
      {"in capitals on two lines", "SỞ NỘI VỤ TỔ CHỨC HỘI NGHỊ TỔNG KẾT\nCÔNG TÁC THI ĐUA NĂM 2023",
       "SỞ NỘI VỤ TỔ CHỨC HỘI NGHỊ TỔNG KẾT CÔNG TÁC THI ĐUA NĂM 2023"},
      {"under the name of a column", "Tin hoạt động\n\nTổng kết công tác thi đua năm 2023",
       "Tổng kết công tác thi đua năm 2023"},
      {"under where one is", "Trang chủ > Tin tức > Thi đua\nTổng kết công tác thi đua năm 2023",
       "Tổng kết công tác thi đua năm 2023"},
      {"under a banner", "SỞ NỘI VỤ TỈNH HOA LƯ\n\nTổng kết thi đua 2023", "Tổng kết thi đua 2023"},
      {"under a menu",
       "Giới thiệu chung\nCơ cấu tổ chức\nVăn bản mới\nTổ chức cán bộ\nCải cách hành "
       "chính\nThanh niên\n\nTổng kết thi đua toàn tỉnh",
       "Tổng kết thi đua toàn tỉnh"},
      {"above its caption",
       "Tổng kết công tác thi đua năm 2023\n\nCác đại biểu chụp ảnh lưu niệm cùng "
       "những tập thể được khen thưởng",
       "Tổng kết công tác thi đua năm 2023"},
      {"beside the stamp, though a column has many words",
       "Các hoạt động của ngành Nội vụ toàn tỉnh\nTổng kết thi đua\n05/03/2024 10:20",
       "Tổng kết thi đua"},
      {"a running sentence is none", "", std::nullopt},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    const Article article = read(c.head + "\n\n" + kFirst + "\n\n" + kSecond);
    EXPECT_EQ(article.title, c.title);
    EXPECT_EQ(article.blocks.front().role, c.title ? Role::kTitle : Role::kLead);
    EXPECT_EQ(body(article).back(), kSecond);
  }
}

TEST(ReadPlain, AKnownTitleGoesBeforeWhatTheTextSays) {
  const std::string text =
      "Một dòng dài hơn mười hai chữ nằm ở ngay trên đầu của trang này\nBàn giao khối "
      "trưởng\n\n" +
      kFirst;
  const Article article = read(text, {.title = " Bàn giao  Khối trưởng "});
  EXPECT_EQ(article.title, "Bàn giao Khối trưởng");
  EXPECT_EQ(article.blocks.front().span.of(article.text), "Bàn giao khối trưởng");
  EXPECT_EQ(read(kFirst, {.title = "Tên khác"}).title, "Tên khác");
}

TEST(ReadPlain, ComposesTheLettersOfTitleAndAuthor) {
  const Article article = read("Tổng kết công tác thi đua\n\n" + kFirst + "\n\nHo\u0300a An");
  EXPECT_EQ(article.author, "Hòa An");
}

TEST(ReadPlain, FindsTheAuthorInTheLastLines) {
  struct Case {
    const char* why;
    std::string tail;
    std::optional<std::string> author;
  };
  const Case cases[] = {
      {"a name", "Hà Giang Thu", "Hà Giang Thu"},
      {"a name in brackets", "(Kiều Oanh)", "Kiều Oanh"},
      {"shortened", "T.Hạnh", "T.Hạnh"},
      {"initials", "K.H", "K.H"},
      {"in capitals", "VŨ LÂM", "VŨ LÂM"},
      {"two", "Kiều Oanh - Vũ Lâm", "Kiều Oanh - Vũ Lâm"},
      {"with a remark", "Kiều Oanh (tổng hợp)", "Kiều Oanh"},
      {"a desk", "PV", "PV"},
      {"a credit", "Tin, ảnh: Kiều Oanh", "Kiều Oanh"},
      {"a credit with an office", "Tin - ảnh: Kiều Oanh - Chuyên viên Phòng Tổ chức", "Kiều Oanh"},
      {"of text and of pictures", "Ảnh: Vũ Lâm\nBài: Kiều Oanh", "Kiều Oanh"},
      {"a source", "Nguồn: Báo Hoa Lư", "Báo Hoa Lư"},
      {"a quoted paper", "Theo Báo Hoa Lư", "Báo Hoa Lư"},
      {"an organisation", "Văn phòng Sở Nội vụ", "Văn phòng Sở Nội vụ"},
      {"below a caption", "Quang cảnh hội nghị\n\nKiều Oanh", "Kiều Oanh"},
      {"an address is nobody", "Nguồn: https://example.gov.vn/a", std::nullopt},
      {"a caption is nobody", "Quang cảnh hội nghị", std::nullopt},
      {"one who speaks is not", "Đồng chí Vũ Lâm phát biểu", std::nullopt},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    const Article article =
        read("Tổng kết công tác thi đua năm 2023\n\n" + kFirst + "\n\n" + kSecond + "\n\n" +
             c.tail + "\n\nLượt xem: 12\nTin liên quan\nMột tin khác nữa");
    EXPECT_EQ(article.author, c.author);
    Lines want{kFirst, kSecond};
    if (!c.author && !c.tail.starts_with("Nguồn")) want.push_back(c.tail);
    if (c.tail.starts_with("Quang") && c.author) want.push_back("Quang cảnh hội nghị");
    EXPECT_EQ(body(article), want);
  }
}

TEST(ReadPlain, NamesOfAListAreNoSignatures) {
  const std::string names = "Vàng A Chớ\n\nKiều Oanh\n\nVũ Văn Lâm\n\nMai Thị Đào";
  const Article article = read("Khen thưởng năm 2023\n\n" + kFirst + "\n\n" + names);
  EXPECT_FALSE(article.author);
  EXPECT_EQ(body(article).size(), 5u);
}

TEST(ReadPlain, FindsTheAuthorUnderTheHeadline) {
  const Article article =
      read("Tổng kết công tác thi đua năm 2023\nTác giả: Kiều Oanh\n\n" + kFirst);
  EXPECT_EQ(article.author, "Kiều Oanh");
  EXPECT_EQ(body(article), Lines{kFirst});
}

TEST(ReadPlain, LeavesOutWhatStandsAroundTheArticle) {
  const Article article = read(
      "CỔNG THÔNG TIN ĐIỆN TỬ TỈNH HOA LƯ\nĐăng nhập\nTrang chủ » Tin tức\nimage banner\n"
      "Tổng kết công tác thi đua năm 2023\n05/03/2024 10:20 | Lượt xem: 33\nA- A+ In\n\n" +
      kFirst + "\n\nQuang cảnh hội nghị\n\nimage advertisement\n\n" + kSecond +
      "./.\n\nKiều Oanh\n\n"
      "Đánh giá:\n0 lượt đánh giá\nCác tin khác\n" +
      kFirst +
      "\nThống kê truy cập\n• Đang online: 4\n"
      "Bản quyền thuộc Sở Nội vụ tỉnh Hoa Lư\nĐịa chỉ: Số 1, đường Tràng An\nĐiện thoại: 0229 000 "
      "000");
  EXPECT_EQ(article.title, "Tổng kết công tác thi đua năm 2023");
  EXPECT_EQ(article.author, "Kiều Oanh");
  EXPECT_EQ(article.published, "2024-03-05T10:20+07:00");
  EXPECT_EQ(body(article), (Lines{kFirst, "Quang cảnh hội nghị", kSecond + "./."}));
  EXPECT_EQ(article.site_hint,
            "CỔNG THÔNG TIN ĐIỆN TỬ TỈNH HOA LƯ\nBản quyền thuộc Sở Nội vụ tỉnh Hoa Lư\n"
            "Địa chỉ: Số 1, đường Tràng An");
}

TEST(ReadPlain, ABoxOfRelatedItemsDoesNotEndAnArticleThatGoesOn) {
  const Article article =
      read("Tổng kết công tác thi đua năm 2023\n\n" + kFirst + "\n\nTin liên quan\n\n" + kSecond);
  EXPECT_EQ(body(article), (Lines{kFirst, kSecond}));
}

TEST(ReadPlain, LeavesOutAMenuBelowAnUnsignedArticle) {
  const Article article =
      read("Tổng kết công tác thi đua năm 2023\n\n" + kFirst +
           "\n\nVăn bản chỉ đạo\n"
           "Cải cách hành chính\nTổ chức bộ máy\nThủ tục hành chính\nHọp trực tuyến");
  EXPECT_EQ(body(article), Lines{kFirst});
}

TEST(ReadPlain, KeepsShortTexts) {
  struct Case {
    const char* why;
    std::string_view text;
    std::optional<std::string> title;
    Lines body;
  };
  const Case cases[] = {
      {"nothing", "", std::nullopt, {}},
      {"white space", " \n\u00a0\r\n\u200b", std::nullopt, {}},
      {"one sentence", "Sở Y tế làm Trưởng khối.", std::nullopt, {"Sở Y tế làm Trưởng khối."}},
      {"one line without a full stop",
       "Sở Y tế làm Trưởng khối năm 2023",
       std::nullopt,
       {"Sở Y tế làm Trưởng khối năm 2023"}},
      {"a decision and its subject",
       "QUYẾT ĐỊNH SỐ 12/QĐ-UBND\nTặng Bằng khen cho Trường Tiểu học số 1",
       "QUYẾT ĐỊNH SỐ 12/QĐ-UBND",
       {"Tặng Bằng khen cho Trường Tiểu học số 1"}},
      {"a decision and a report",
       "Quyết định khen thưởng các tập thể\nNgày 5/3/2023, UBND tỉnh tặng Bằng khen cho 05 tập thể",
       "Quyết định khen thưởng các tập thể",
       {"Ngày 5/3/2023, UBND tỉnh tặng Bằng khen cho 05 tập thể"}},
      {"only furniture", "Đăng nhập\nA- A+\nLượt xem: 3", std::nullopt, {}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    const Article article = read(c.text);
    EXPECT_EQ(article.title, c.title);
    EXPECT_EQ(body(article), c.body);
    EXPECT_EQ(article.text, c.text);
  }
}

TEST(ReadPlain, NamesAttachedFiles) {
  const Article article = read("Thông báo kết quả xét khen thưởng năm 2023\n\n" + kFirst +
                               "\n\nTệp đính kèm: QD_12.pdf, danh-sach.xlsx");
  EXPECT_EQ(article.attachments, (Lines{"QD_12.pdf", "danh-sach.xlsx"}));
  EXPECT_EQ(body(article), Lines{kFirst});
}

TEST(ReadPlain, ReadsEveryKindOfLineBreakAlike) {
  for (const std::string_view line_break : {"\n", "\r\n", "\r", "\u2028", "\u2029"}) {
    std::string text = "Tổng kết công tác thi đua năm 2023";
    for (const std::string_view part : {std::string_view(kFirst), std::string_view("Kiều Oanh")}) {
      text.append(line_break).append(line_break).append(part);
    }
    const Article article = read(text);
    EXPECT_EQ(article.author, "Kiều Oanh");
    EXPECT_EQ(body(article), Lines{kFirst});
  }
}

}  // namespace
}  // namespace bangvang::page
