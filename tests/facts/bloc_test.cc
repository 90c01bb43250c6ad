// Names, aliases and members of emulation blocs.
#include "tests/facts/run.h"

namespace bangvang::facts {
namespace {

using Lines = std::vector<std::string>;

std::string joined(const Lines& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "; ") + part;
  return out;
}

// "name (alias; alias)"
Lines blocs(std::string_view text) {
  Lines lines;
  const ReadArticle article(text);
  for (const Bloc& bloc : article.facts().blocs) {
    lines.push_back(bloc.aliases.empty() ? bloc.name
                                         : bloc.name + " (" + joined(bloc.aliases) + ")");
  }
  return lines;
}

Lines members(std::string_view text) {
  const ReadArticle article(text);
  return article.facts().blocs.empty() ? Lines{} : article.facts().blocs.front().members;
}

TEST(Blocs, NamesEndWhereTheSentenceGoesOn) {
  const char* names[] = {
      "Khối thi đua số 9",
      "Khối thi đua 20",
      "Khối thi đua số 01 tỉnh Lào Cai",
      "Cụm thi đua số VII",
      "Cụm thi đua cấp tỉnh số VII",
      "Khối thi đua Văn hóa - Xã hội",
      "Khối thi đua các sở, ngành Khoa học - Văn hóa - Xã hội",
      "Khối thi đua sở, ngành văn hóa, xã hội",
      "Khối thi đua các cơ quan Nội chính tỉnh",
      "Khối thi đua Kinh tế ngành",
      "Khối thi đua các Sở quản lý nhà nước 2",
      "Khối thi đua các cơ quan Đảng tỉnh",
      "Khối thi đua các cơ quan Trung ương",
      "Khối thi đua Mặt trận Tổ quốc và các đoàn thể chính trị - xã hội tỉnh",
      "Khối Thi đua các tổ chức Chính trị - xã hội, các tổ chức Liên hiệp",
      "Khối thi đua các tổ chức xã hội",
      "Khối thi đua 1 các Hội Quần chúng",
      "Khối thi đua các Bộ, ngành Nội chính Trung ương",
      "Khối thi đua các doanh nghiệp",
      "Khối thi đua các phòng, ban, đơn vị trực thuộc Sở Nội vụ",
      "Cụm thi đua các huyện, thành phố, thị xã",
      "Cụm thi đua số 3 tỉnh Thanh Hóa",
      "Cụm thi đua 5 thành phố trực thuộc Trung ương",
      "Cụm thi đua các tỉnh, thành phố miền Đông Nam Bộ",
      "Cụm thi đua số 5, Bộ Công an",
      "Cụm thi đua số 5 Bảo hiểm xã hội Việt Nam",
      "Cụm thi đua số 5 thuộc Cục Thuế",
      "Cụm thi đua số 2 ngành Tài chính",
      "Cụm thi đua các đơn vị Y tế tuyến tỉnh",
      "Cụm thi đua số 4, thuộc Sở Giáo dục và Đào tạo",
      "Khối thi đua các trường đại học, cao đẳng",
      "Khối thi đua Tài chính - Ngân hàng",
      "Cụm thi đua các phường, xã",
      "Khối thi đua các cơ quan tham mưu tổng hợp",
      "Khối thi đua KTKT",
      "Khối giao ước thi đua các sở, ngành tổng hợp",
  };
  const char* tails[] = {" tổ chức hội nghị ký giao ước.", " năm 2023 họp.",
                         " đã hoàn thành nhiệm vụ.",       " gồm tám đơn vị.",
                         ", các đơn vị phấn đấu.",         " do cấp trên thành lập."};
  for (const char* name : names) {
    for (const char* tail : tails) {
      SCOPED_TRACE(std::string(name) + tail);
      EXPECT_EQ(blocs(std::string("Sáng 5/3/2023, ") + name + tail), Lines{name});
    }
  }
}

TEST(Blocs, SpellingsOfOneBlocAreOne) {
  struct Case {
    const char* text;
    Lines blocs;
  };
  const Case cases[] = {
      {"Khối thi đua các cơ quan tham mưu tổng hợp (Khối 2) họp. Khối 2 có sáu đơn vị.",
       {"Khối thi đua các cơ quan tham mưu tổng hợp (Khối 2)"}},
      {"Khối thi đua các sở Kinh tế ngành (KTN) tỉnh họp. Khối thi đua KTN ký giao ước.",
       {"Khối thi đua các sở Kinh tế ngành (KTN; Khối thi đua KTN)"}},
      {"Khối thi đua sở, nghành văn hóa, xã hội họp.\nCác đơn vị khối thi đua các sở, ngành văn xã "
       "ký giao ước.",
       {"Khối thi đua sở, ngành văn hóa, xã hội (khối thi đua các sở, ngành văn xã)"}},
      {"Khối các Sở quản lý nhà nước (khối 2) ký giao ước thi đua. Khối thi đua các Sở quản lý nhà "
       "nước 2 phấn đấu.",
       {"Khối thi đua các Sở quản lý nhà nước 2 (Khối các Sở quản lý nhà nước; khối 2)"}},
      {"Cụm thi đua số 4 Bảo hiểm xã hội Việt Nam họp. Giám đốc là Cụm trưởng Cụm thi đua số 4.",
       {"Cụm thi đua số 4 Bảo hiểm xã hội Việt Nam (Cụm thi đua số 4)"}},
      {"Khối thi đua số 1 và Khối thi đua số 2 cùng họp; Cụm thi đua số 1 họp sau.",
       {"Khối thi đua số 1", "Khối thi đua số 2", "Cụm thi đua số 1"}},
      {"KHỐI THI ĐUA SỐ 9 TỔNG KẾT PHONG TRÀO NĂM 2016\nKhối thi đua số 9 họp.",
       {"Khối thi đua số 9"}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(blocs(c.text), c.blocs);
  }
}

TEST(Blocs, LookAlikes) {
  const char* texts[] = {
      "Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh phát động thi đua.",
      "Đoàn Khối các cơ quan tỉnh ký giao ước thi đua.",
      "Khối 4 Trường Tiểu học Bản Mây tổ chức chuyên đề.",
      "Khối lượng công việc tăng, khối phố đoàn kết, cụm công nghiệp mở rộng.",
      "Cụm chuyên môn số 7 sinh hoạt.",
      "Các khối thi đua, cụm thi đua trong tỉnh thực hiện quy chế.",
      "Khối thi đua ban hành kế hoạch. Khối thi đua tổ chức hội nghị. Khối thi đua đổi mới.",
      "Khối đại đoàn kết toàn dân tộc là cội nguồn.",
  };
  for (const char* text : texts) {
    SCOPED_TRACE(text);
    EXPECT_EQ(blocs(text), Lines{});
  }
}

TEST(Blocs, Members) {
  struct Case {
    const char* text;
    Lines members;
  };
  const Case cases[] = {
      {"Khối thi đua số 1 gồm các sở: Y tế; Ngoại vụ; Tư pháp đã họp.",
       {"Sở Y tế", "Sở Ngoại vụ", "Sở Tư pháp"}},
      {"Khối thi đua số 1 gồm 03 đơn vị: Sở Y tế; Ban Dân tộc; Sở Tư pháp.",
       {"Sở Y tế", "Ban Dân tộc", "Sở Tư pháp"}},
      {"Khối thi đua số 1 (gồm Sở Y tế, Sở Xây dựng và Sở Tư pháp) họp.",
       {"Sở Y tế", "Sở Xây dựng", "Sở Tư pháp"}},
      {"Khối thi đua số 1 gồm các đơn vị: Sở Y tế (Trưởng khối thi đua), Sở Xây dựng và Sở Tư "
       "pháp.",
       {"Sở Y tế", "Sở Xây dựng", "Sở Tư pháp"}},
      {"Khối thi đua số 1 họp. Khối gồm 3 đơn vị: Sở Y tế - đơn vị Khối trưởng; Sở Xây dựng; Sở Tư "
       "pháp.",
       {"Sở Y tế", "Sở Xây dựng", "Sở Tư pháp"}},
      {"Cụm thi đua số 1 họp. Cụm bao gồm các địa phương: huyện Mai Sơn, huyện Mường La.",
       {"huyện Mai Sơn", "huyện Mường La"}},
      {"Cụm thi đua số 1 gồm các xã: Sông Trăng, Núi Sáng và Đồi Mây.",
       {"xã Sông Trăng", "xã Núi Sáng", "xã Đồi Mây"}},
      {"Cụm thi đua số 1 (huyện Mai Sơn, huyện Mường La, huyện Yên Châu) họp.",
       {"huyện Mai Sơn", "huyện Mường La", "huyện Yên Châu"}},
      {"Khối thi đua số 1 gồm Sở Y tế, Sàn Giao dịch Sao Mai, Sở Xây dựng và Sở Tư pháp.",
       {"Sở Y tế", "Sở Xây dựng", "Sở Tư pháp"}},
      {"Cụm thi đua số 1 gồm các huyện: Mai Sơn, Mường La và Yên Châu.",
       {"huyện Mai Sơn", "huyện Mường La", "huyện Yên Châu"}},
      {"Cụm thi đua số 1 gồm 3 công đoàn cơ sở: Sở Y tế, Sở Xây dựng, Sở Tư pháp.",
       {"Sở Y tế", "Sở Xây dựng", "Sở Tư pháp"}},
      {"Khối thi đua số 1 họp. Năm 2023, Sở Y tế làm Khối trưởng. Các thành viên còn lại là Sở Xây "
       "dựng và Sở Tư pháp.",
       {"Sở Y tế", "Sở Xây dựng", "Sở Tư pháp"}},
      {"Khối thi đua số 1 họp. Dự có lãnh đạo 03 sở thuộc Khối thi đua, gồm: Sở Y tế, Sở Xây dựng, "
       "Sở Tư pháp.",
       {"Sở Y tế", "Sở Xây dựng", "Sở Tư pháp"}},
      {"Khối thi đua số 1 họp. Với 03 đơn vị thành viên: Sở Y tế, Sở Xây dựng, Sở Tư pháp, Khối đã "
       "đoàn kết.",
       {"Sở Y tế", "Sở Xây dựng", "Sở Tư pháp"}},
      {"Khối thi đua số 1 họp. Dự có lãnh đạo Sở Y tế, Sở Xây dựng.", {}},
      {"Khối thi đua số 1 có 14 doanh nghiệp thành viên.", {}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(members(c.text), c.members);
  }
}

}  // namespace
}  // namespace bangvang::facts
