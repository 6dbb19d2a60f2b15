"""Polish first names and surnames to invent people from. Combinations are made by chance; nobody real is meant."""

WOMEN = """Agnieszka Aldona Alicja Aneta Anna Barbara Beata Bożena Celina Danuta Dorota Edyta Elżbieta Ewa Genowefa Grażyna Halina
Hanna Ilona Irena Iwona Izabela Jadwiga Janina Joanna Jolanta Justyna Karolina Katarzyna Kinga Krystyna Lidia Lucyna Łucja Magdalena
Małgorzata Maria Mariola Marta Marzena Monika Natalia Paulina Renata Sabina Stanisława Sylwia Święcisława Teresa Urszula Wanda Wiesława
Zofia Żaneta""".split()

MEN = """Adam Andrzej Bartosz Bogdan Bolesław Czesław Damian Dariusz Edward Eugeniusz Grzegorz Henryk Ireneusz Jacek Jan Janusz Jarosław
Jerzy Józef Kamil Kazimierz Krzysztof Lech Leszek Łukasz Maciej Marcin Marek Mariusz Michał Mieczysław Mirosław Paweł Piotr Przemysław
Rafał Ryszard Sławomir Stanisław Tadeusz Tomasz Waldemar Wiesław Wojciech Zbigniew Zdzisław""".split()

# (a man's, a woman's)
SURNAMES = [
    tuple(pair.split("/")) if "/" in pair else (pair, pair)
    for pair in """Bąk Błażejczak Borowik Brzęczek Bujalski/Bujalska Chmiel Chrząszcz Cichocki/Cichocka Czapla Czyżewski/Czyżewska
Ćwiek Ćwikliński/Ćwiklińska Dąbek Dębowski/Dębowska Dłużniewski/Dłużniewska Dołęga Drabik Dróżdż Dudziak Dzięcioł Fijałka Frączek
Gałązka Gawryluk Gęsicki/Gęsicka Głąb Gołębiewski/Gołębiewska Goździk Góral Grądzki/Grądzka Grzęda Gżegżółka Hołownia Jabłoński/Jabłońska
Jagiełło Jaszczuk Jaźwiński/Jaźwińska Jędrych Jurczuk Kałuża Kędziora Kłos Kłoczko Kobyliński/Kobylińska Kołodziejczyk Kopeć Kosieradzki/Kosieradzka
Kowalczuk Kozłowski/Kozłowska Krasnodębski/Krasnodębska Krzesiński/Krzesińska Księżopolski/Księżopolska Kublik Kurpiewski/Kurpiewska Kuźma
Kwiecień Łach Ławecki/Ławecka Łęczycki/Łęczycka Łoza Łukasiak Mączka Malinowski/Malinowska Mączyński/Mączyńska Mędrzecki/Mędrzecka Miłosz
Młynarczyk Mroczek Nasiłowski/Nasiłowska Niewęgłowski/Niewęgłowska Nowosielski/Nowosielska Okuń Ołdak Osiński/Osińska Ościłowski/Ościłowska
Ożóg Paluch Paździor Pękała Pięść Piłat Płachta Pogorzelski/Pogorzelska Pruszyński/Pruszyńska Przesmycki/Przesmycka Pyć Rączka Roguski/Roguska
Różański/Różańska Ruciński/Rucińska Rzążewski/Rzążewska Sadło Sączek Siwek Skorupka Sławiński/Sławińska Sobieszuk Sójka Stańczuk Stępień
Stokowski/Stokowska Strąk Suchodolski/Suchodolska Szczęsny/Szczęsna Szymaniuk Ślązak Śliż Śliwa Świątek Świderski/Świderska Świniarski/Świniarska
Tchórzewski/Tchórzewska Trębicki/Trębicka Trzciński/Trzcińska Twardowski/Twardowska Ułanowski/Ułanowska Wąs Wąsowicz Wdowiak Wierzba Wiśnioch
Wójcik Wyrzykowski/Wyrzykowska Zając Zalewski/Zalewska Zawadzki/Zawadzka Zięba Ziółkowski/Ziółkowska Zdanowicz Źdźbło Żebrowski/Żebrowska Żmuda
Żółkiewski/Żółkiewska Żurawski/Żurawska Żyła""".split()
]

OFFICE_POSTS = [
    ("referent do spraw gospodarki odpadami", "Referat Gospodarki Komunalnej"),
    ("inspektor do spraw podatków i opłat", "Referat Finansowy"),
    ("podinspektor do spraw księgowości", "Referat Finansowy"),
    ("inspektor do spraw ewidencji ludności", "Referat Spraw Obywatelskich"),
    ("kierowniczka Urzędu Stanu Cywilnego", "Urząd Stanu Cywilnego"),
    ("inspektor do spraw planowania przestrzennego", "Referat Inwestycji"),
    ("podinspektor do spraw zamówień publicznych", "Referat Inwestycji"),
    ("inspektor do spraw oświaty", "Referat Oświaty"),
    ("sekretarz gminy", ""),
    ("skarbnik gminy", "Referat Finansowy"),
    ("referent do spraw obsługi rady gminy", "Biuro Rady"),
    ("inspektor do spraw gruntów i rolnictwa", "Referat Rolnictwa"),
    ("pomoc administracyjna", "Sekretariat"),
    ("inspektor do spraw obrony cywilnej", "Referat Spraw Obywatelskich"),
    ("informatyk", "Referat Organizacyjny"),
    ("podinspektor do spraw działalności gospodarczej", "Referat Spraw Obywatelskich"),
    ("inspektor do spraw kadr", "Referat Organizacyjny"),
    ("referent do spraw drogownictwa", "Referat Gospodarki Komunalnej"),
]
GOPS_POSTS = [
    ("starsza specjalistka pracy socjalnej", "Zespół Pracy Socjalnej"),
    ("pracownik socjalny", "Zespół Pracy Socjalnej"),
    ("referent do spraw świadczeń rodzinnych", "Dział Świadczeń"),
    ("inspektor do spraw funduszu alimentacyjnego", "Dział Świadczeń"),
    ("asystent rodziny", "Zespół Pracy Socjalnej"),
    ("główna księgowa", "Księgowość"),
    ("kierownik ośrodka", ""),
]
