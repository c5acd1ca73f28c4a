namespace Esdh.Core.Text;

/// <summary>Where a part of two lists is the same, was taken out of the first, or put into the second.</summary>
public enum DiffKind
{
    Same,
    Removed,
    Added,
}

/// <param name="Kind">What became of it.</param>
/// <param name="Before">Index in the first list; for <see cref="DiffKind.Added"/> where it was put in.</param>
/// <param name="After">Index in the second list; for <see cref="DiffKind.Removed"/> where it was taken out.</param>
public readonly record struct DiffStep(DiffKind Kind, int Before, int After);

/// <summary>The fewest changes that make one list of texts into another (Myers, 1986), in bounded time and memory.</summary>
public static class TextDiff
{
    /// <summary>Changes beyond which the rest counts as replaced as a whole.</summary>
    private const int MostChanges = 2000;

    public static IReadOnlyList<DiffStep> Compare(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var start = 0;
        while (start < before.Count && start < after.Count && before[start] == after[start])
            start++;
        var end = 0;
        while (end < before.Count - start && end < after.Count - start && before[before.Count - 1 - end] == after[after.Count - 1 - end])
            end++;
        List<DiffStep> steps = new(Math.Max(before.Count, after.Count));
        for (var i = 0; i < start; i++)
            steps.Add(new(DiffKind.Same, i, i));
        Middle(before, after, start, before.Count - end, after.Count - end, steps);
        for (var i = end; i > 0; i--)
            steps.Add(new(DiffKind.Same, before.Count - i, after.Count - i));
        return steps;
    }

    private static void Middle(IReadOnlyList<string> before, IReadOnlyList<string> after, int start, int endBefore, int endAfter, List<DiffStep> steps)
    {
        var (n, m) = (endBefore - start, endAfter - start);
        var most = Math.Min(n + m, MostChanges);
        var reach = new int[(2 * most) + 3];
        List<int[]> traces = [];
        for (var d = 0; d <= most; d++)
        {
            traces.Add(reach[(most - d + 1)..(most + d + 2)]); // diagonals -d..d as they were before this round
            for (var k = -d; k <= d; k += 2)
            {
                var x = k == -d || (k != d && reach[most + 1 + k - 1] < reach[most + 1 + k + 1]) ? reach[most + 1 + k + 1] : reach[most + 1 + k - 1] + 1;
                while (x < n && x - k < m && before[start + x] == after[start + x - k])
                    x++;
                reach[most + 1 + k] = x;
                if (x < n || x - k < m)
                    continue;
                Walk(traces, n, m, start, steps);
                return;
            }
        }

        for (var i = start; i < endBefore; i++)
            steps.Add(new(DiffKind.Removed, i, start));
        for (var i = start; i < endAfter; i++)
            steps.Add(new(DiffKind.Added, endBefore, i));
    }

    /// <summary>Back from the end through what each round had reached.</summary>
    private static void Walk(List<int[]> traces, int n, int m, int start, List<DiffStep> steps)
    {
        var first = steps.Count;
        var (x, y) = (n, m);
        for (var d = traces.Count - 1; d > 0; d--)
        {
            var reach = traces[d];
            int At(int k) => reach[k + d];
            var k = x - y;
            var added = k == -d || (k != d && At(k - 1) < At(k + 1));
            var oldX = At(added ? k + 1 : k - 1);
            var oldY = oldX - (added ? k + 1 : k - 1);
            while (x > oldX && y > oldY)
                steps.Add(new(DiffKind.Same, start + --x, start + --y));
            if (added)
                steps.Add(new(DiffKind.Added, start + x, start + --y));
            else
                steps.Add(new(DiffKind.Removed, start + --x, start + y));
        }

        while (x > 0 && y > 0)
            steps.Add(new(DiffKind.Same, start + --x, start + --y));
        steps.Reverse(first, steps.Count - first);
    }
}
