using CloudStack.Client.SourceGenerator.Tests.Support;

namespace CloudStack.Client.SourceGenerator.Tests;

public class SnapshotTests
{
    private const string Declarations = """
        namespace Sample.Cloud;

        public interface IBackupsApi
        {
            [Post("?command=createBackup")]
            Task<JobHandle<Backup>> CreateBackupAsync([Body] CreateBackupRequest request, CancellationToken cancellationToken = default);

            [Post("?command=deleteBackup")]
            Task<JobHandle> DeleteBackupAsync(string id, CancellationToken cancellationToken);

            [Get("?command=listBackups"), Command("listBackups", ResultKey = "backup")]
            PagedQuery<Backup> ListBackups([AliasAs("hostIds")] IReadOnlyList<string>? hosts = null, bool? isProtected = null);

            [Post("?command=importBackups"), Command("importBackups", SensitiveRequest = true, SensitiveResponse = true)]
            Task<IReadOnlyList<Backup>> ImportBackupsAsync([Sensitive] string[] passphrases);

            [Get("?command=getBackup"), Command("getBackup", CommandKind.Read, Flat = true)]
            Task<Backup> GetBackupAsync(string id);

            [Post("?command=touchBackups")]
            Task TouchBackupsAsync(CancellationToken cancellationToken = default);

            [Post("?command=migrateBackups")]
            Task<JobHandle<JobList<Backup>>> MigrateBackupsAsync(string from, string to);
        }

        [Command("createBackup", CommandKind.CreateJob, ResultKey = "backup", SensitiveRequest = true)]
        public sealed partial class CreateBackupRequest : JobCommandRequest<Backup>
        {
            public required string VirtualMachineId { get; init; }
            public bool? Quiesce { get; init; }
            public int Retention { get; init; }
            public double? Rate { get; init; }
            public DateTimeOffset? StartDate { get; init; }
            public Guid? OfferingId { get; init; }
            [Sensitive] public string? Passphrase { get; init; }
            public IReadOnlyList<string>? VolumeIds { get; init; }
            public List<int>? Slots { get; init; }
            public ISet<string>? Hosts { get; init; }
            public IReadOnlyDictionary<string, string>? Details { get; init; }
            [MapStyle(MapStyle.KeyValue)] public IDictionary<string, string>? Tags { get; init; }
            [WireName("nicMap")] public IReadOnlyList<NicEntry>? Nics { get; init; }
            public IReadOnlyList<IReadOnlyDictionary<string, string>>? Rules { get; init; }
        }

        public sealed class NicEntry
        {
            public string? Id { get; init; }
            [Sensitive] public string? Secret { get; init; }
            public int? Speed { get; init; }
            public bool? IsDefault { get; init; }
            public IReadOnlyList<string>? Addresses { get; init; }
            public IReadOnlyDictionary<string, string>? Others { get; init; }
        }

        [Command("listBackups")]
        public sealed partial class ListBackupsRequest : QueryRequest<Backup>;

        [CloudStackModel]
        public sealed partial class Backup
        {
            public required string Id { get; init; }
            public string? Name { get; set; }
            public int? Size { get; init; }
            public bool Protected { get; }
            [WireName("createdOn")] public DateTimeOffset? Created { get; init; }
            public IReadOnlyList<string> Volumes { get; init; } = [];
            public List<Backup>? Children { get; init; }
            public Backup? Parent { get; init; }
            public IReadOnlyDictionary<string, JsonElement>? Details { get; init; }
            public string Label => Name ?? Id;
        }
        """;

    [Test]
    public void Emitted_code_is_as_committed()
    {
        GeneratorRun run = GeneratorRun.Of(Setting.Both, Declarations);

        Assert.Multiple(() =>
        {
            Assert.That(run.Diagnostics, Is.Empty);
            Assert.That(run.CompilerComplaints, Is.Empty);
            Snapshot.Matches(run.Source("IBackupsApi.Commands.g.cs"), "IBackupsApi");
            Snapshot.Matches(run.Source("CreateBackupRequest.Request.g.cs"), "CreateBackupRequest");
            Snapshot.Matches(run.Source("ListBackupsRequest.Request.g.cs"), "ListBackupsRequest");
            Snapshot.Matches(run.Source("Backup.Model.g.cs"), "Backup");
            Snapshot.Matches(run.Source(Emitting.QueryAdapterText.HintName), "PagedQueryAdapter");
            Assert.That(run.Result.GeneratedSources, Has.Length.EqualTo(5));
        });
    }
}
