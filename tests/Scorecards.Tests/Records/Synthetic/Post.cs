namespace Scorecards.Tests.Records.Synthetic;

/// <summary>A post and who was in it.</summary>
/// <param name="Type">QSW (social worker), AGENCY, UNQUALIFIED, VACANT.</param>
/// <param name="Establishment">In thousandths of a full-time equivalent, as is what is filled.</param>
sealed record Post(int Number, Team Team, bool IsCaseholding, string Type, int Establishment, int Filled)
{
    readonly List<(int Until, string Worker)> tenures = [];

    public void Add(int until, string worker) => tenures.Add((until, worker));

    /// <summary>Who is in it on a day, and until when.</summary>
    public (int Until, string Worker) On(int day) => tenures.Find(t => t.Until > day);
}
