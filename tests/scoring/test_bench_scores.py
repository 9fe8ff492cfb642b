"""What the benchmark of scores times: the same clusters every time, ranked alike in both ways."""

from tools import bench_scores


def test_the_clusters_are_the_same_every_time_and_hold_what_is_counted():
    clusters = bench_scores.clusters_of(2)
    assert clusters == bench_scores.clusters_of(2)
    for groups, sheets in clusters:
        assert len(sheets) == bench_scores.UNITS
        assert sum(len(group.criteria) for group in groups) == bench_scores.CRITERIA
        assert all(len(sheet.own) == bench_scores.CRITERIA and sheet.figures for sheet in sheets)


def test_both_ways_rank_alike():
    for cluster in bench_scores.clusters_of(3):
        assert bench_scores.quick(cluster) == bench_scores.plain(cluster)
