using System.Xml;

namespace Scorecards.Extracts;

/// <summary>What a damaged zip or workbook makes the framework throw, and the refusal that people read instead.</summary>
static class Damage
{
    public const string Remedy = "Open it in the program that created it, save it, and upload it again under the same name";

    // Out of memory, cancellation and whatever else is not about the content must leave as it is, so that the host retries.
    public static bool Explains(Exception exception) => exception is XmlException or InvalidDataException or IOException or FormatException
        or OverflowException or ArgumentException or NotSupportedException;

    // The framework's own message is left out: it may quote the content.
    public static ExtractException In(string part) => new(Say(part));

    /// <param name="part">As a person may have called it, so that it is not said on record.</param>
    public static ExtractException InNamed(string part) => new(Say(part), Say("one of its parts")) { NamesTable = true };

    static string Say(string part) => $"the file is damaged or was not copied whole ({part} cannot be read). {Remedy}";
}
