"""Whole numbers in digits and in words of seven languages, as one expression; folded text."""

NUMBER = (
    r"(?<![\w-])(?:\d+|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|"
    r"six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:a|one|two) (?:hundred|"
    r"dozen)|"
    r"zwei|drei|vier|fünf|sechs|sieben|acht|neun|elf|zwölf|\w*(?:zehn|zig|hundert)\w*|"
    r"deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|"
    r"(?:dix|vingt|trente|quarante|cinquante|soixante|cent)(?:-\w+)*|"
    r"dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|"
    r"(?:dieci|veinti|venti)\w+|veinte|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|"
    r"cien(?:to)?|due|tre|quattro|cinque|sei|sette|otto|nove|undici|dodici|tredici|quindici|"
    r"(?:vent|trent|quarant|cinquant|sessant|settant|ottant|novant)[aio]\w*|dieci|cento\w*|"
    r"twee|drie|vijf|zes|zeven|negen|tien|twaalf|\w{2,}(?:tien|tig|honderd)|"
    r"dois|duas|três|quatro|sete|oito|dez|doze|treze|catorze|vinte|trinta|quarenta|cinquenta|"
    r"sessenta|oitenta|cem)(?![\w-])"
)
