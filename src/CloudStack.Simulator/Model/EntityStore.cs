using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>All entities of a fake cloud, by class.</summary>
internal sealed class EntityStore(Random random)
{
    private readonly Dictionary<string, List<Entity>> _byKind = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Kind, string Id), Entity> _byKindAndId = [];
    private readonly Dictionary<string, Entity> _byId = new(StringComparer.Ordinal);

    /// <summary>Creates a UUID that depends only on the seed, so that tests see the same ids every time.</summary>
    public string NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        bytes[7] = (byte)((bytes[7] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes).ToString();
    }

    public Entity Add(string kind, Account? owner, ApiObject fields, string? id = null)
    {
        if (!_byKind.TryGetValue(kind, out List<Entity>? entities))
        {
            _byKind[kind] = entities = [];
        }

        var entity = new Entity(kind, id ?? fields.Text("id") ?? NewId(), entities.Count + 1, owner, fields);
        entities.Add(entity);
        _byKindAndId[(kind, entity.Id)] = entity;
        _byId[entity.Id] = entity;
        return entity;
    }

    public IReadOnlyList<Entity> All(string kind) => _byKind.TryGetValue(kind, out List<Entity>? entities) ? entities : [];

    /// <summary>Finds an entity by its UUID or internal number, including removed ones.</summary>
    public Entity? Find(string kind, string id, bool acceptNumber = true)
    {
        if (_byKindAndId.TryGetValue((kind, id), out Entity? entity))
        {
            return entity;
        }

        // Numbers are assigned in sequence, so they are positions.
        return acceptNumber && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? All(kind).ElementAtOrDefault(number - 1)
            : null;
    }

    public Entity? FindAnywhere(string id) => _byId.GetValueOrDefault(id);
}
