namespace CloudStack.Client;

/// <summary>How the entries of a map parameter are written. Each command reads its maps in one of these ways.</summary>
public enum MapStyle
{
    /// <summary>One index for each entry: <c>details[0].cpuNumber=2&amp;details[1].memory=1024</c>.</summary>
    Names,

    /// <summary>All entries under index 0, the only index that the server reads: <c>details[0].a=1&amp;details[0].b=2</c>.</summary>
    NamesFirst,

    /// <summary>Separate key and value: <c>tags[0].key=a&amp;tags[0].value=1&amp;tags[1].key=b…</c>.</summary>
    KeyValue,

    /// <summary>
    /// One index for each record of a list: <c>iptonetworklist[0].networkid=U&amp;iptonetworklist[0].ip=10.1.1.5</c>.
    /// </summary>
    Records,
}
