Imports System
Imports System.Threading.Tasks
Imports CloudStack.Client
Imports CloudStack.Client.Apis
Imports CloudStack.Simulator

Module Program

    Sub Main()
        RunAsync().GetAwaiter().GetResult()
    End Sub

    Private Async Function RunAsync() As Task
        Dim server = Await SimulatorServer.StartAsync()
        Dim cloud = server.Engine
        cloud.AddZone("eu-1")
        Dim options As New CloudStackClientOptions With {.Endpoint = server.Endpoint, .ApiKey = cloud.Admin.ApiKey, .SecretKey = cloud.Admin.SecretKey}
        Using client As New CloudStackClient(options)
            Dim zones = Await client.Zones.ListZones(New ListZonesRequest With {.Name = "eu-1"}).ToListAsync()
            Console.WriteLine($"{zones.Count} zone, {zones(0).Name}")
        End Using
        Await server.DisposeAsync()
    End Function

End Module
