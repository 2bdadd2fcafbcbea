import csv


def rates(path):
    with open(path, newline="") as file:
        return [float(row["rate"]) for row in csv.DictReader(file)]


print(max(rates("rates.csv")))
