using System.Text;

namespace Scorecards.Reports;

/// <summary>A short mail, the same in text and in HTML: what has changed in an issued month, or what the data team has to do.</summary>
public sealed record MailNote(string Title, IReadOnlyList<NotePart> Parts)
{
    public string Text()
    {
        var text = new StringBuilder();
        text.AppendLine(Title);
        foreach (var part in Parts)
        {
            text.AppendLine();
            if (part.Heading is not null)
            {
                text.AppendLine(part.Heading);
            }

            foreach (var words in part.Words)
            {
                text.AppendLine(words);
            }

            foreach (var line in part.Lines)
            {
                text.Append("- ").AppendLine(line);
            }

            if (part.Link is not null)
            {
                text.Append("Full scorecard: ").AppendLine(part.Link.ToString());
            }
        }

        return text.ToString();
    }
}
