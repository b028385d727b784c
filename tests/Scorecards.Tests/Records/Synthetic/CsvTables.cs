using System.IO.Compression;

namespace Scorecards.Tests.Records.Synthetic;

/// <summary>The files of a council, each with its header though it has no rows. No value has a comma or a quote.</summary>
sealed class CsvTables(string folder) : IDisposable
{
    /// <summary>The same in every zip, so that the same council has the same bytes.</summary>
    static readonly DateTimeOffset Packed = new(2012, 6, 6, 0, 0, 0, TimeSpan.Zero);

    static readonly Dictionary<string, string> Columns = new()
    {
        ["child"] = "child_id,date_of_birth,expected_dob,death_date,sex,ethnicity,disability,uasc_start,uasc_end,home_district",
        ["referral"] = "referral_id,child_id,referral_date,source,nfa,primary_need,closure_date,closure_reason,team_code",
        ["assessment"] =
            "assessment_id,child_id,referral_id,type,is_update,start_date,completed_date,child_seen,progressed_to_strategy,team_code",
        ["section47"] =
            "s47_id,child_id,referral_id,s47_start_date,s47_end_date,child_seen,icpc_required,icpc_date,icpc_outcome,transfer_in,team_code",
        ["cp_plan"] = "plan_id,child_id,referral_id,start_date,end_date,initial_category,latest_category,previous_plans,ola_temporary,team_code",
        ["review"] = "review_id,child_id,review_type,plan_id,review_date,due_date,participation,cancelled",
        ["lac_episode"] =
            "child_id,decom,care_period_start,rne,legal_status,placement_type,provider,carer_ref,dec,rec,distance_miles,need_code,team_code",
        ["lac_check"] = "check_id,child_id,type,check_date,due_date,status",
        ["adoption"] = "child_id,decision_date,matched_date,date_placed,order_date,reversed_date",
        ["allocation"] = "allocation_id,child_id,worker_id,role,team_code,start_date,end_date",
        ["workforce"] = "snapshot_date,post_id,team_code,caseholding,establishment_fte,worker_id,worker_type,sw_registered,filled_fte",
        ["audit"] = "audit_id,child_id,completed_date,judgement,team_code",
        ["population"] = "area_code,age_band,estimate_year,effective_from,population,source",
        ["team"] = "team_code,team_name,district_code,area_code,fieldwork,valid_from,valid_to",
        [Scorecards] = "scorecard,name,parent,slice,slice_code,uasc",
    };

    readonly Dictionary<string, StreamWriter> writers = Columns.ToDictionary(table => table.Key, table =>
    {
        var writer = new StreamWriter(Path.Combine(folder, $"{table.Key}.csv")) { NewLine = "\n" };
        writer.WriteLine(table.Value);
        return writer;
    });

    /// <summary>Not a table of records: for whom their figures are.</summary>
    public const string Scorecards = "scorecard";

    public const string ZipName = "records.zip";

    /// <summary>The 14 tables, in the order in which they name each other.</summary>
    public static IEnumerable<string> Names => Columns.Keys.Where(n => n != Scorecards);

    /// <summary>Rows of the 14 tables so far.</summary>
    public int Rows { get; private set; }

    public void Add(string table, params ReadOnlySpan<string> cells)
    {
        var writer = writers[table];
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                writer.Write(',');
            }

            writer.Write(cells[i]);
        }

        writer.Write('\n');
        Rows += table == Scorecards ? 0 : 1;
    }

    public void Dispose()
    {
        foreach (var writer in writers.Values)
        {
            writer.Dispose();
        }
    }

    public static async Task ZipAsync(string folder)
    {
        await using var zip = await ZipFile.OpenAsync(Path.Combine(folder, ZipName), ZipArchiveMode.Create);
        foreach (var name in Names)
        {
            var entry = zip.CreateEntry($"{name}.csv");
            entry.LastWriteTime = Packed;
            await using var from = File.OpenRead(Path.Combine(folder, $"{name}.csv"));
            await using var to = await entry.OpenAsync();
            await from.CopyToAsync(to);
        }
    }
}
