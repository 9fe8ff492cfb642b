"""The demonstration years as workbooks' rows: 2017 around the facts of the article, 2018 made up."""
